/** Periods of a year for which values of a frequency are reported, in order. */
export function periodsOf(frequency: 'month' | 'quarter' | 'half' | 'year' | 'event', year: string): readonly string[] {
  switch (frequency) {
    case 'month': return Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`);
    case 'quarter': return [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`);
    case 'half': return [`${year}-H1`, `${year}-H2`];
    case 'year':
    case 'event': return [year];
  }
}
