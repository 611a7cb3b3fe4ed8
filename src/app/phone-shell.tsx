import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
import { Navigate, Route, Routes, useLocation, useNavigate } from 'react-router'
import { ActingStrip } from '../features/access/pages/mobile/ActingStrip.tsx'
import { useMe } from '../features/accounts/parts.tsx'
import { whenSignedOut, whenUnfinished } from '../platform/web/call.ts'
import { at } from '../platform/web/route.ts'
import { showInZone } from '../ui/format.ts'
import type { IconName } from '../ui/icons.tsx'
import { Empty, Problem, Skeleton } from '../ui/phone/feedback.tsx'
import { BigButton, BigLink } from '../ui/phone/press.tsx'
import { PhoneShell, Screen } from '../ui/phone/screen.tsx'
import { useWords } from '../ui/words.ts'
import { Boundary } from './frame.tsx'
import { page } from './lazy-page.ts'
import { barTabs, phonePages, type BarTab } from './phone-pages.tsx'
import { words } from './words.ts'

const iconOf: Readonly<Record<BarTab, IconName>> = {
  home: 'home',
  programmes: 'book',
  checkin: 'scan',
  learning: 'clock',
  me: 'user',
}

const ProofSheet = page(() => import('../features/accounts/pages/mobile/ProofSheet.tsx'), 'ProofSheet')

function useWayToSignIn(): void {
  const go = useNavigate()
  const cache = useQueryClient()
  useEffect(() => {
    whenSignedOut(() => {
      const { pathname, search } = window.location
      if (pathname === at.phone.signIn()) return
      cache.clear()
      void go(at.phone.signIn(pathname === at.phone.home() ? undefined : `${pathname}${search}`), { replace: true })
    })
    whenUnfinished(() => {
      const { pathname, search } = window.location
      if (pathname !== at.phone.secondStep()) void go(at.phone.secondStep(`${pathname}${search}`), { replace: true })
    })
  }, [go, cache])
}

/** The phone: the screen at the address, and the bar beneath it. */
export function PhoneApp() {
  const t = useWords(words)
  const { pathname } = useLocation()
  useWayToSignIn()
  const shown = phonePages.find(({ path }) => path === pathname)
  const bar = shown?.bare
    ? []
    : barTabs.flatMap((tab) => {
        const screen = phonePages.find((each) => each.tab === tab)
        if (!screen) return []
        return [{ to: screen.path, label: t(`bar.${tab}`), icon: iconOf[tab], raised: tab === 'checkin' }]
      })
  const waiting = (
    <div className="screen-body">
      <Skeleton lines={5} />
    </div>
  )
  return (
    <PhoneShell bar={bar} barLabel={t('bar')}>
      {shown && !shown.open ? <ActingStrip /> : null}
      <Boundary at={pathname} fallback={<Broken />}>
        <Suspense fallback={waiting}>
          <Routes>
            {phonePages.map(({ path, element: Element, open }) => (
              <Route key={path} path={path} element={open ? <Element /> : <Known element={Element} />} />
            ))}
            <Route path="/m" element={<FirstScreen />} />
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </Boundary>
      <Suspense fallback={null}>
        <ProofSheet />
      </Suspense>
    </PhoneShell>
  )
}

// What is about a person is shown once it is known who that is.
function Known({ element: Element }: { element: React.ComponentType }) {
  const me = useMe()
  useEffect(() => {
    if (me.data) showInZone(me.data.bureau.zone)
  }, [me.data])
  if (me.data) return <Element />
  return (
    <div className="screen-body">
      {me.error ? <Problem problem={me.error} onRetry={() => void me.refetch()} /> : <Skeleton lines={5} />}
    </div>
  )
}

// Until a screen claims the home tab, the first entry of the bar stands in for it.
function FirstScreen() {
  const first = barTabs.flatMap((tab) => phonePages.filter((each) => each.tab === tab))[0]
  return <Navigate to={first?.path ?? at.phone.signIn()} replace />
}

function NotFound() {
  const t = useWords(words)
  return (
    <Screen title={t('notFound.title')}>
      <Empty title={t('notFound.hint')} action={<BigLink to={at.phone.home()}>{t('goHome')}</BigLink>} />
    </Screen>
  )
}

function Broken() {
  const t = useWords(words)
  return (
    <Screen title={t('broken.title')}>
      <Empty title={t('broken.hint')} action={<BigButton onPress={() => location.reload()}>{t('reload')}</BigButton>} />
    </Screen>
  )
}
