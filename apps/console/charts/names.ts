/** Whether the screen is a phone's: names beside a chart leave little room for it. */
export const narrowScreen = (): boolean => globalThis.matchMedia('(max-width: 640px)').matches;

/** An axis of names. On a phone a long name takes two lines and is cut; the chart's tooltip says it whole. */
export const nameAxis = (names: readonly string[]): object => ({
  type: 'category', data: names, axisTick: { show: false },
  axisLabel: { color: '#1c262a', ...(narrowScreen() ? { fontSize: 11, lineHeight: 12, width: 96, height: 24, overflow: 'break', lineOverflow: 'truncate', ellipsis: '…' } : { fontSize: 12 }) },
});
