export type TourStep = { title: string; text: string; address: string };

/** The tour: each page with the sample table, in the order of the work. `target`: the device that is searched for. */
export function tourSteps(target: string | undefined): TourStep[] {
  const search = new URLSearchParams({ table: 'sample', ...(target === undefined ? {} : { target }) });
  return [
    {
      title: 'Devices: what can be measured',
      text: 'This computer is always there; phones and boards appear when they are plugged in. The smoke test says whether a device can be trusted.',
      address: '/devices',
    },
    {
      title: 'Monotonicity: who ranks like whom',
      text: 'The sample table is one computer under four settings, taken for four devices. The darker a cell, the more alike two of them rank architectures. At 0.90 and above one stands in for the other. Click a cell.',
      address: '/monotonicity?table=sample',
    },
    {
      title: 'Adapt: a handful of measurements',
      text: 'Where two devices agree less, a few measurements make the first one’s ranking right for the second. Beside the answer stands what a model without any proxy would do.',
      address: '/adapt?table=sample',
    },
    {
      title: 'Search: what is worth building',
      text: 'Press Search now. Of all 15,625 architectures those stay that none beats. Drag the limit, pick a point, save its ONNX file.',
      address: `/search?${search.toString()}`,
    },
    {
      title: 'Library: where each number comes from',
      text: 'Everything that is measured, trained or found stands here with its conditions. Drop a colleague’s files anywhere to take them in. Now measure a device of your own.',
      address: '/library?show=table%3Asample',
    },
  ];
}
