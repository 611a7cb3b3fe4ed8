import { useEffect, useState } from 'react'

// `platform/web/call.ts` tells it to the window whenever the server answered well.
const reachedEvent = 'qinglan:reached'

function isOffline(problem: unknown): boolean {
  return typeof problem === 'object' && problem !== null && 'code' in problem && problem.code === 'offline'
}

/** The problem as long as it stands: one that was the network's ends with the next good answer of the server. */
export function useStanding(problem: unknown): unknown {
  const [over, setOver] = useState<unknown>()
  useEffect(() => {
    if (!isOffline(problem)) return undefined
    const end = () => setOver(problem)
    window.addEventListener(reachedEvent, end)
    return () => window.removeEventListener(reachedEvent, end)
  }, [problem])
  return problem === over ? undefined : problem
}
