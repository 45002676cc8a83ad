/** The lab's folder on a phone, in the one place from which Android lets the adb shell start programs. */
export const androidFolder = '/data/local/tmp/proxylab';
