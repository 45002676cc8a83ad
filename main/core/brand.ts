declare const brandName: unique symbol;

/** A `Base` that is only interchangeable with values of the same brand: a device id cannot be passed where a campaign id is wanted. */
export type Brand<Base, Name extends string> = Base & { readonly [brandName]: Name };

export type DeviceId = Brand<string, 'DeviceId'>;
export type CampaignId = Brand<string, 'CampaignId'>;
export type SpaceId = Brand<string, 'SpaceId'>;
export type ModelId = Brand<string, 'ModelId'>;
export type CostModelId = Brand<string, 'CostModelId'>;
/** Random id by which labs know a device that one of them profiled. */
export type ProfileId = Brand<string, 'ProfileId'>;
export type SearchId = Brand<string, 'SearchId'>;
export type JobId = Brand<string, 'JobId'>;
/** An architecture as its space prints it, for example `|nor_conv_3x3~0|+|…|`. */
export type ArchitectureName = Brand<string, 'ArchitectureName'>;
/** SHA-256 of a file's bytes in lower-case hexadecimal. */
export type ContentHash = Brand<string, 'ContentHash'>;

/** Declares that a plain value carries the brand; the one place where a brand is put on. */
export function brand<Branded extends Brand<string, string>>(value: string): Branded {
  return value as Branded;
}
