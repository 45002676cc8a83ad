import { constants, createPublicKey, publicDecrypt } from 'node:crypto';

const sha1Prefix = Buffer.from('3021300906052b0e03021a05000414', 'hex');
const modulusBytes = 256;

/** Whether `signature` is one of `token` by Android's public key: base64 of word count, n0inv, modulus, rr (little-endian), exponent. The token stands for a SHA-1 digest. */
export function hasSigned(publicKey: string, token: Buffer, signature: Buffer): boolean {
  try {
    const key = Buffer.from(publicKey.split(' ')[0]!, 'base64');
    const modulus = Buffer.from(key.subarray(8, 8 + modulusBytes)).reverse();
    const exponent = Buffer.alloc(4);
    exponent.writeUInt32BE(key.readUInt32LE(8 + 2 * modulusBytes));
    const jwk = { kty: 'RSA', n: modulus.toString('base64url'), e: exponent.subarray(1).toString('base64url') };
    const signed = publicDecrypt({ key: createPublicKey({ key: jwk, format: 'jwk' }), padding: constants.RSA_PKCS1_PADDING }, signature);
    return signed.equals(Buffer.concat([sha1Prefix, token]));
  } catch {
    return false;
  }
}
