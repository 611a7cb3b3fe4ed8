import { useEffect, useRef } from 'react'
import { NavigationType, useLocation, useNavigationType } from 'react-router'

/** Starts a newly opened page at its top; going back leaves it where it was. */
export function useArrival(): void {
  const { pathname } = useLocation()
  const how = useNavigationType()
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    if (how === NavigationType.Pop) return
    window.scrollTo(0, 0)
    // Screen readers and the keyboard go on from the new page, not from a link that is gone.
    document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true })
  }, [pathname, how])
}
