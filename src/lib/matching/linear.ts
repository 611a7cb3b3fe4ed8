/** One condition on columns that are 0 or 1: what they come to with these values lies between `lower` and `upper`. */
export type Row = {
  readonly columns: readonly number[]
  readonly values: readonly number[]
  readonly lower: number
  readonly upper: number
}

/** A sum that should be as great as possible over columns between 0 and 1; where `isWhole`, each column is one or the other. */
export type Problem = { readonly worth: readonly number[]; readonly rows: readonly Row[]; readonly isWhole: boolean }

/**
 * The best there is: the value of each column, and how much the sum falls when one of it is moved (of a problem that is not whole; 0 otherwise).
 * `none`: no values keep every row. `late`: the time was over.
 */
export type Answer =
  | { readonly state: 'best'; readonly values: Float64Array; readonly falls: Float64Array }
  | { readonly state: 'none' | 'late' }

/** Solves such problems: HiGHS in the product, trying everything in tests. The same problem always has the same answer. */
export type Solver = (problem: Problem) => Answer

/** What is left open of a problem while one sum after another is made as great as it can be: −1 is open, 0 and 1 are settled. */
export type Field = { readonly settled: Int8Array; readonly rows: readonly Row[] }

/** A field in which everything is open. */
export function openField(count: number, rows: readonly Row[]): Field {
  return { settled: new Int8Array(count).fill(-1), rows }
}

/** A row over these columns, each counted once. */
export function rowOf(columns: readonly number[], lower: number, upper: number): Row {
  return { columns, values: columns.map(() => 1), lower, upper }
}

type Small = { readonly problem: Problem; readonly columns: readonly number[] }

/** Only what is still open: settled columns go into the bounds, rows that cannot be broken any more are left out. */
function smallOf({ settled, rows }: Field, worth: (column: number) => number): Small | undefined {
  const columns: number[] = []
  const place = new Int32Array(settled.length).fill(-1)
  settled.forEach((value, column) => {
    if (value < 0) place[column] = columns.push(column) - 1
  })
  const left: Row[] = []
  for (const row of rows) {
    const [open, values] = [[] as number[], [] as number[]]
    let [taken, least, most] = [0, 0, 0]
    row.columns.forEach((column, index) => {
      const value = row.values[index] ?? 0
      const at = place[column] ?? -1
      if (at < 0) taken += settled[column] === 1 ? value : 0
      else {
        open.push(at)
        values.push(value)
        if (value < 0) least += value
        else most += value
      }
    })
    const [lower, upper] = [row.lower - taken, row.upper - taken]
    if (lower > most || upper < least) return undefined
    if (lower > least || upper < most) left.push({ columns: open, values, lower, upper })
  }
  return { columns, problem: { worth: columns.map(worth), rows: left, isWhole: false } }
}

/** The greatest sum with the values that bring it, and the field in which only what brings it is still open. */
export type Greatest = { readonly field: Field; readonly values: Int8Array; readonly sum: number }

// What a solver says of a column is right to about a millionth; of a sum, every one of which is a whole number, to far less than this margin.
const slight = 1e-5
const margin = 0.01

/**
 * The greatest sum that a field allows. First as if columns could be divided: where that comes out whole it is the answer, and what it says
 * about columns that would lower the sum settles them for all that follows. Only otherwise the whole problem is asked.
 */
export function greatest(field: Field, worth: readonly number[], solve: Solver): Greatest | 'none' | 'late' {
  const small = smallOf(field, (column) => worth[column] ?? 0)
  if (!small) return 'none'
  const { columns, problem } = small
  const loose = columns.length === 0 ? nothingOpen : solve(problem)
  if (loose.state !== 'best') return loose.state
  const whole = isWhole(loose.values) ? loose : solve({ ...problem, isWhole: true })
  if (whole.state !== 'best') return whole.state
  const values = field.settled.map((value) => Math.max(0, value))
  columns.forEach((column, at) => {
    values[column] = Math.round(whole.values[at] ?? 0)
  })
  const sum = sumOf(values, worth)
  const bound =
    sumOf(
      field.settled.map((value) => Math.max(0, value)),
      worth,
    ) + dot(loose.values, problem.worth)
  const settled = field.settled.slice()
  columns.forEach((column, at) => {
    const value = loose.values[at] ?? 0
    const fall = loose.falls[at] ?? 0
    if (fall <= bound - sum + margin) return
    if (value < slight) settled[column] = 0
    if (value > 1 - slight) settled[column] = 1
  })
  const keeping = { columns: [...worth.keys()], values: worth, lower: sum, upper: Infinity }
  checkRows(values, [...field.rows, keeping])
  return { field: { settled, rows: [...field.rows, keeping] }, values, sum }
}

const nothingOpen: Answer = { state: 'best', values: new Float64Array(), falls: new Float64Array() }

/** Whether the whole problem has any answer at all. */
export function isPossible(count: number, rows: readonly Row[], solve: Solver): boolean | 'late' {
  const found = greatest(openField(count, rows), new Array<number>(count).fill(0), solve)
  return found === 'late' ? 'late' : found !== 'none'
}

function isWhole(values: Float64Array): boolean {
  return values.every((value) => Math.abs(value - Math.round(value)) < slight)
}

function sumOf(values: Int8Array, worth: readonly number[]): number {
  let sum = 0
  worth.forEach((one, column) => (sum += one * (values[column] ?? 0)))
  return sum
}

function dot(values: Float64Array, worth: readonly number[]): number {
  let sum = 0
  worth.forEach((one, column) => (sum += one * (values[column] ?? 0)))
  return sum
}

// A solver reckons with rounding; what it says is counted again in whole numbers before anybody builds on it.
function checkRows(values: Int8Array, rows: readonly Row[]): void {
  for (const row of rows) {
    let sum = 0
    row.columns.forEach((column, index) => (sum += (row.values[index] ?? 0) * (values[column] ?? 0)))
    if (sum < row.lower || sum > row.upper) throw new Error('the solver gave an answer that breaks a limit')
  }
}
