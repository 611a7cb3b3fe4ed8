import { createContext, useContext, useEffect } from 'react'

const Barring = createContext<(() => void) | undefined>(undefined)

/** Hears when the list that a page is about was refused to the role of whoever opened it. */
export const BarringProvider = Barring.Provider

/** Whether a problem is a refusal that no second try changes: no role of whoever asked may do this. */
export function isRoleMissing(problem: unknown): boolean {
  return typeof problem === 'object' && problem !== null && 'code' in problem && problem.code === 'role_missing'
}

/** Tells the frame that a page's list is refused, so that it says so once instead of showing an empty page around it. */
export function useBarring(isBarred: boolean): void {
  const bar = useContext(Barring)
  useEffect(() => {
    if (isBarred) bar?.()
  }, [isBarred, bar])
}
