/** What an Android phone's properties say of it; null is unknown. */
export interface AndroidDescription {
  /** Maker and model, for people. */
  readonly name: string | null;
  /** The chip, such as `Google Tensor G3` or, on releases before 12, its platform such as `sdm845`. */
  readonly chip: string | null;
  readonly operatingSystem: string | null;
  /** Preferred one, such as `arm64-v8a`. */
  readonly abi: string | null;
  /** API level. */
  readonly sdk: number | null;
}

export function describeAndroid(properties: ReadonlyMap<string, string>): AndroidDescription {
  const get = (name: string): string | null => properties.get(name) ?? null;
  const release = get('ro.build.version.release');
  const sdk = Number(get('ro.build.version.sdk') ?? Number.NaN);
  const isLevel = Number.isInteger(sdk) && sdk > 0;
  const abis = get('ro.product.cpu.abilist') ?? get('ro.product.cpu.abi');
  return {
    name: withMaker(get('ro.product.manufacturer'), get('ro.product.model') ?? get('ro.product.device')),
    chip: withMaker(get('ro.soc.manufacturer'), get('ro.soc.model')) ?? get('ro.board.platform') ?? get('ro.hardware'),
    operatingSystem: release === null ? null : `Android ${release}${isLevel ? ` (API ${sdk})` : ''}`,
    abi: abis?.split(',')[0]?.trim() || null,
    sdk: isLevel ? sdk : null,
  };
}

/** `samsung`, `SM-G991B` → `Samsung SM-G991B`; a maker that the model names already is not said twice. */
function withMaker(maker: string | null, model: string | null): string | null {
  if (model === null || maker === null || model.toLowerCase().startsWith(maker.toLowerCase())) return model;
  return `${maker[0]!.toUpperCase()}${maker.slice(1)} ${model}`;
}
