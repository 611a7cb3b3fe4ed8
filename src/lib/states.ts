/** Whether a table of moves lets a thing go from one state to another. */
export function mayGo<State extends string>(
  moves: Readonly<Record<State, readonly string[]>>,
  from: NoInfer<State>,
  to: NoInfer<State>,
): boolean {
  return moves[from].includes(to)
}
