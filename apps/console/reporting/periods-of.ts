/** Every period of a year, as they are written. */
export const periodsOf = (year: string): readonly string[] => [
  year, ...['H1', 'H2'].map((half) => `${year}-${half}`), ...['Q1', 'Q2', 'Q3', 'Q4'].map((quarter) => `${year}-${quarter}`), ...Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`),
];
