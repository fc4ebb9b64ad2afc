/** Tints of the parts of a total, in their order; the names stand beside them wherever they are drawn. */
export const partColours = ['#0b5563', '#c07a2b', '#3f6fb0', '#7a8a2e', '#7b5aa6', '#5f6b70', '#a1495c', '#2b8a86'] as const;
