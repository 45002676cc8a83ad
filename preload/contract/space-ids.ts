// Apart from the schemas: these build functions from text, which the window's content policy forbids.

/** Space id under which published networks outside the spaces are known by their names; they have no genes. */
export const referenceSpaceId = 'reference';

/** Space id under which networks from ONNX files are known; their names are `custom:` and the first 12 digits of the file's SHA-256. */
export const customSpaceId = 'custom';

/** Space id of tables whose networks are known by their layers alone, which were imported with the table: they cannot be built. */
export const layeredSpaceId = 'layered';
