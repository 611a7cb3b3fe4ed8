import loadHighs, { type Highs, type ModelData } from 'highs'
import type { Answer, Problem, Solver } from '../../lib/matching/linear.ts'

/**
 * HiGHS as a solver: one thread, one seed, no gap, so that the same problem always has the same answer; `secondsLeft` bounds each call. It is
 * slow to begin with and works where it is called: only a process of its own should ask for it.
 */
export async function highsSolver(secondsLeft: () => number): Promise<Solver> {
  const load = loadHighs as unknown as typeof loadHighs.default
  const highs = await load()
  return (problem) => solved(highs, problem, secondsLeft())
}

function solved(highs: Highs, problem: Problem, seconds: number): Answer {
  if (seconds <= 0) return { state: 'late' }
  const model = highs.createModel(modelOf(problem, highs.infinity))
  try {
    model.options.set({ output_flag: false, random_seed: 0, time_limit: seconds })
    // Every sum is a whole number: less than one from the best is the best.
    if (problem.isWhole) model.options.set({ mip_rel_gap: 0, mip_abs_gap: 0.5 })
    else model.options.set({ solver: 'simplex' })
    model.run()
    const { optimal, infeasible, empty, timeLimit, unboundedOrInfeasible } = highs.constants.modelStatus
    const state = model.getModelStatus()
    if (state === infeasible || state === unboundedOrInfeasible) return { state: 'none' }
    if (state === timeLimit) return { state: 'late' }
    if (state !== optimal && state !== empty) throw new Error(`the solver ended in state ${String(state)}`)
    const { colValue, colDual } = model.getSolution()
    return {
      state: 'best',
      values: colValue,
      falls: problem.isWhole ? new Float64Array(colValue.length) : colDual.map(Math.abs),
    }
  } finally {
    model.dispose()
  }
}

function modelOf({ worth, rows, isWhole }: Problem, infinity: number): ModelData {
  const [starts, indices, values]: [number[], number[], number[]] = [[0], [], []]
  for (const row of rows) {
    row.columns.forEach((column, at) => {
      indices.push(column)
      values.push(row.values[at] ?? 0)
    })
    starts.push(indices.length)
  }
  const bound = (value: number) => (Number.isFinite(value) ? value : value < 0 ? -infinity : infinity)
  return {
    ...{ numCols: worth.length, numRows: rows.length, colCost: worth.map((one) => -one) },
    colLower: new Float64Array(worth.length),
    colUpper: new Float64Array(worth.length).fill(1),
    rowLower: rows.map(({ lower }) => bound(lower)),
    rowUpper: rows.map(({ upper }) => bound(upper)),
    matrix: { format: 'csr', numRows: rows.length, numCols: worth.length, starts, indices, values },
    ...(isWhole ? { integrality: new Int32Array(worth.length).fill(1) } : {}),
  }
}
