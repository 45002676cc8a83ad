export const question = 'Is this device known, healthy and ready to be measured?';
