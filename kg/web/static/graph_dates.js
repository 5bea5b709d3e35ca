// Dates as the graph has them: 2022, 2022-09, 2022-09-26. A coarse date is a whole period.

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** Whether a text is a date of the graph. */
export function isDate(text) {
  if (!DATE.test(text)) return false;
  return text.length < 10 || new Date(text).toISOString().startsWith(text);
}

// Compared as texts, so the 31st of any month is a good upper bound.
const first = (date) => date.slice(0, 10) + "-01-01".slice(Math.min(date.length, 10) - 4);
const last = (date) => date.slice(0, 10) + "-12-31".slice(Math.min(date.length, 10) - 4);

/** Whether the whole of a period lies after the limit: 2022 is not after 2022-05-01, 2023 is. */
export function isAfter(date, limit) {
  return date !== "" && first(date) > last(limit);
}

/** Whether the whole of a period lies before the limit. */
export function isBefore(date, limit) {
  return date !== "" && last(date) < first(limit);
}

/** Distinct dates in order; a coarse one stands before the days within it. */
export function ordered(dates) {
  return [...new Set(dates)]
    .filter(isDate)
    .sort((a, b) => (first(a) === first(b) ? a.length - b.length : first(a) < first(b) ? -1 : 1));
}
