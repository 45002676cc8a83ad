/** The question of the Measure page. */
export const question = 'How fast do these architectures run on this device, and can I trust the numbers?';
