import { safeStorage } from 'electron';
import type { Cipher } from './secret-vault.ts';

/** The system's keychain through Electron. On Linux without a keyring Electron would fall back to a key that everybody has: that is none. */
export const keychainCipher: Cipher = {
  isAvailable: () =>
    safeStorage.isEncryptionAvailable() && (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  encrypt: (text) => safeStorage.encryptString(text),
  decrypt: (bytes) => safeStorage.decryptString(bytes),
};
