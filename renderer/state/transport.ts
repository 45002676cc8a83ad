import type { ClientContext, ClientLink } from '@orpc/client';

export type LabLink = ClientLink<ClientContext>;

/** An open way to the lab. */
export type Transport = { link: LabLink };

/** Opens a way to the lab; rejects when it can't. `onClose` is called once, before calls under way fail. */
export type OpenTransport = (onClose: () => void) => Promise<Transport>;
