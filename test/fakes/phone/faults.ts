/** What a phone does wrong at present. */
export interface Faults {
  /** Output of commands is noise of the same length. */
  printsGarbage: boolean;
  /** Takes packets and answers none. */
  isMute: boolean;
  /** The link breaks once so many more bytes have come in. */
  bytesToCut: number;
  /** No key is asked for, as by emulators; a new key is accepted, as by an owner who taps “Allow”; no key is. */
  authorization: 'open' | 'accepts' | 'refuses';
}

/** What a test tells its phone. */
export type FaultOrder =
  | { readonly order: 'drop' }
  | { readonly order: 'refuse'; readonly isOn: boolean }
  | { readonly order: 'mute'; readonly isOn: boolean }
  | { readonly order: 'cutAfter'; readonly bytes: number }
  | { readonly order: 'authorize'; readonly how: Faults['authorization'] }
  | { readonly order: 'garbage'; readonly isOn: boolean }
  | { readonly order: 'slow'; readonly isOn: boolean };
