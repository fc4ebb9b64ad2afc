/** A value that was really published for the city, with where. */
export interface PublishedValue {
  readonly indicator: string;
  readonly unit: string;
  readonly period: string;
  readonly value: string;
  readonly source: string;
}

/** Values for Nanjing that public sources give; everything else in the demo city is made up and says so. */
export const published: readonly PublishedValue[] = [
  { indicator: 'rd-expenditure-share', unit: 'science-tech', period: '2020', value: '3.38', source: '2021年1月规划报告预计数' },
  { indicator: 'rd-expenditure-share', unit: 'science-tech', period: '2021', value: '3.54', source: '2021年全社会研发经费578.8亿元，占地区生产总值3.54%' },
  { indicator: 'international-standards', unit: 'market-regulation', period: '2023-Q4', value: '17', source: '2023年牵头或参与国际标准17项' },
  { indicator: 'national-standards', unit: 'market-regulation', period: '2023-Q4', value: '365', source: '2023年牵头或参与国家标准365项' },
];

/** The restatement of the 2020 R&D share in the Party congress report of October 2021. */
export const correction = {
  indicator: 'rd-expenditure-share',
  unit: 'science-tech',
  period: '2020',
  from: '3.38',
  to: '3.48',
  reason: '统计部门核定后重新公布',
  authority: '2021年10月市党代会报告',
} as const;
