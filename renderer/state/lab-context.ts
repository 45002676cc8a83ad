import { createContext, useContext, useSyncExternalStore } from 'react';
import type { LabClient } from '../../preload/contract/index.ts';
import type { ConnectionStatus, LabConnection } from './client.ts';

export const LabContext = createContext<LabConnection | null>(null);

/** The connection of this window. */
export function useConnection(): LabConnection {
  const connection = useContext(LabContext);
  if (connection === null) throw new Error('useConnection outside LabContext');
  return connection;
}

/** The lab: what the contract offers. */
export function useLab(): LabClient {
  return useConnection().client;
}

/** Whether the lab answers; re-renders at every change. */
export function useConnectionStatus(): ConnectionStatus {
  const connection = useConnection();
  return useSyncExternalStore(connection.subscribe, connection.status);
}
