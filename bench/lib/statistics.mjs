/** The value below which `share` (0 to 1) of the sorted values lie. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/**
 * Mann-Whitney U test, two-sided, normal approximation (fine from 20 values a side): how likely two samples of one and the same
 * distribution differ at least as much as these. Also the chance that a value of `a` is larger than one of `b` (0.5: no telling).
 */
export function mannWhitney(a, b) {
  const all = [...a.map((value) => ({ value, mine: 1 })), ...b.map((value) => ({ value, mine: 0 }))].sort(
    (x, y) => x.value - y.value,
  );
  let ranksOfA = 0;
  for (let start = 0; start < all.length;) {
    let end = start;
    while (end < all.length && all[end].value === all[start].value) end += 1;
    const rank = (start + 1 + end) / 2;
    for (let i = start; i < end; i += 1) ranksOfA += all[i].mine * rank;
    start = end;
  }
  const u = ranksOfA - (a.length * (a.length + 1)) / 2;
  const mean = (a.length * b.length) / 2;
  const deviation = Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12);
  const z = (u - mean) / deviation;
  return { p: 2 * (1 - normal(Math.abs(z))), largerShare: u / (a.length * b.length) };
}

// Abramowitz and Stegun 26.2.17: off by less than 7.5e-8.
function normal(z) {
  const t = 1 / (1 + 0.2316419 * z);
  const tail =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))) *
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI));
  return 1 - tail;
}
