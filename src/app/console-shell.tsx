import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Suspense, useCallback, useEffect, useState } from 'react'
import { Link, Navigate, Route, Routes, useLocation, useNavigate } from 'react-router'
import { useMe, useSignOut, worksOnPhone, type Me } from '../features/accounts/parts.tsx'
import { words as accountWords } from '../features/accounts/words.ts'
import { ActingBanner } from '../features/access/pages/ActingBanner.tsx'
import { JobsMenu } from '../features/jobs/parts.tsx'
import { GlobalSearch, type SearchPage } from '../features/search/parts.tsx'
import type { Role } from '../lib/access.ts'
import { whenSignedOut, whenUnfinished } from '../platform/web/call.ts'
import { at } from '../platform/web/route.ts'
import { BarringProvider } from '../ui/barred.ts'
import { ActionButton, ActionLink, Badge, MenuButton } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { EmptyState, ProblemNote, Skeleton } from '../ui/feedback.tsx'
import { joinNames, showInZone } from '../ui/format.ts'
import { Icon, type IconName } from '../ui/icons.tsx'
import { Layout, type RailGroup } from '../ui/layout.tsx'
import { toastProblem } from '../ui/toast.ts'
import { useLanguage, useWords } from '../ui/words.ts'
import { Boundary } from './frame.tsx'
import { page } from './lazy-page.ts'
import { pages, railGroups, type ConsolePage, type RailGroupKey } from './pages.tsx'
import { railSpelling } from './rail-spelling.ts'
import { words } from './words.ts'

const iconOf: Readonly<Record<RailGroupKey, IconName>> = {
  workbench: 'home',
  plans: 'layers',
  programmes: 'book',
  enrolment: 'ticket',
  classes: 'calendar',
  hours: 'clock',
  certificates: 'award',
  people: 'users',
  reports: 'chart',
  system: 'settings',
}

const ProofDialog = page(() => import('../features/accounts/pages/ProofDialog.tsx'), 'ProofDialog')

const framed = pages.filter((each) => !each.open)

/** Sends whoever is no longer known to sign in, and remembers where they were. */
export function useWayToSignIn(): void {
  const go = useNavigate()
  const cache = useQueryClient()
  useEffect(() => {
    whenSignedOut(() => {
      const { pathname, search } = window.location
      if (pathname === at.signIn()) return
      cache.clear()
      void go(at.signIn(pathname === '/' ? undefined : `${pathname}${search}`), { replace: true })
    })
    whenUnfinished(() => {
      const { pathname, search } = window.location
      if (pathname !== at.secondStep()) void go(at.secondStep(`${pathname}${search}`), { replace: true })
    })
  }, [go, cache])
}

function useRail(me: Me | undefined): readonly RailGroup[] {
  const t = useWords(words)
  const held = new Set<Role>(me?.grants.map((grant) => grant.role))
  return railGroups.flatMap((key) => {
    const items = framed
      .flatMap(({ path, rail }) => (rail?.group === key ? [{ path, ...rail }] : []))
      .filter(({ roles }) => !roles || roles.some((role) => held.has(role)))
      .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
      .map(({ path, label }) => ({ to: path, label: t(label) }))
    return items.length === 0 ? [] : [{ key, label: t(`rail.${key}`), icon: iconOf[key], items }]
  })
}

// The pages that the rail shows to whoever is signed in, by every name that they are called by.
function searchPages(rail: readonly RailGroup[]): readonly SearchPage[] {
  const labels = new Map(framed.flatMap(({ path, rail: entry }) => (entry ? [[path, entry.label]] : [])))
  return rail.flatMap((group) =>
    group.items.flatMap(({ to, label }) => {
      const key = labels.get(to)
      if (key === undefined) return []
      const names = [words.zh[key], words.en[key], ...(railSpelling[key] ?? '').split(' ').filter(Boolean)]
      return [{ to, label, group: group.label, names }]
    }),
  )
}

/** The console for whoever is signed in: the frame and, in it, the page at the address. */
export function ConsoleShell() {
  const t = useWords(words)
  const { pathname } = useLocation()
  const me = useMe()
  const rail = useRail(me.data)
  useWayToSignIn()
  useEffect(() => {
    if (me.data) showInZone(me.data.bureau.zone)
  }, [me.data])
  useEffect(() => {
    if (me.data && worksOnPhone(me.data) && pathname === at.home()) location.replace(at.phone.home())
  }, [me.data, pathname])
  const first = rail[0]?.items[0]
  return (
    <Layout
      brand={t('brand')}
      groups={rail}
      words={{ skip: t('skip'), rail: t('rail'), menu: t('menu') }}
      scope={me.data ? <Scope me={me.data} /> : null}
      tools={me.data ? <Tools me={me.data} rail={rail} /> : null}
    >
      <ActingBanner />
      <Boundary at={pathname} fallback={<Broken />}>
        <Suspense fallback={<Waiting />}>
          {me.data ? (
            <Routes>
              {framed.map((each) => (
                <Route
                  key={each.path}
                  path={each.path}
                  element={
                    each.path === at.home() && first?.to !== at.home() ? (
                      <FirstPage to={first?.to} />
                    ) : (
                      <Allowed key={each.path} page={each} me={me.data} />
                    )
                  }
                />
              ))}
              <Route path="*" element={<NotFound />} />
            </Routes>
          ) : (
            <div className="page">
              {me.error ? <ProblemNote problem={me.error} onRetry={() => void me.refetch()} /> : <Skeleton lines={8} />}
            </div>
          )}
        </Suspense>
      </Boundary>
      <Suspense fallback={null}>
        <ProofDialog />
      </Suspense>
    </Layout>
  )
}

// A page whose list the server refused, opened by its address with none of the roles that it is for, says whose it is.
function Allowed({ page: { element: Element, rail }, me }: { page: ConsolePage; me: Me }) {
  const t = useWords(words)
  const sayRole = useWords(accountWords)
  const [isBarred, setBarred] = useState(false)
  const bar = useCallback(() => setBarred(true), [])
  const roles = rail?.roles
  if (!isBarred || !rail || !roles || me.grants.some(({ role }) => roles.includes(role))) {
    return (
      <BarringProvider value={bar}>
        <Element />
      </BarringProvider>
    )
  }
  const hint = t('barred.hint', { roles: joinNames(roles.map((role) => sayRole(`role.${role}`))) })
  return (
    <div className="page">
      <EmptyState
        title={t('barred.title', { page: t(rail.label) })}
        hint={hint}
        action={<ActionLink to="/">{t('goHome')}</ActionLink>}
      />
    </div>
  )
}

// Whoever has no workbench begins where their rail begins.
function FirstPage({ to }: { to: string | undefined }) {
  return to === undefined ? <NoPages /> : <Navigate to={to} replace />
}

function Scope({ me }: { me: Me }) {
  const t = useWords(words)
  const sayRole = useWords(accountWords)
  const [grant] = me.grants
  return (
    <>
      <span>{grant?.organisationName ?? me.bureau.name}</span>
      <span className="quiet num">{t('year', { year: me.bureau.year })}</span>
      {grant ? <span className="quiet">{sayRole(`role.${grant.role}`)}</span> : null}
    </>
  )
}

function Tools({ me, rail }: { me: Me; rail: readonly RailGroup[] }) {
  const t = useWords(words)
  const [language, setLanguage] = useLanguage()
  const unread = me.unreadNotices
  const noticesLabel = unread > 0 ? t('notices.unread', { count: unread }) : t('notices')
  return (
    <>
      <GlobalSearch pages={searchPages(rail)} who={me.account.id} />
      <ActionButton
        kind="quiet"
        icon="globe"
        label={`${t('language')} ${t('language.other')}`}
        onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}
      >
        {t('language.other')}
      </ActionButton>
      <JobsMenu />
      {framed.some(({ path }) => path === at.notices()) ? (
        <Link to={at.notices()} className="button button-quiet" aria-label={noticesLabel} title={noticesLabel}>
          <Icon name="bell" />
          <Badge count={unread} />
        </Link>
      ) : null}
      <Account me={me} />
    </>
  )
}

function Account({ me }: { me: Me }) {
  const t = useWords(words)
  const go = useNavigate()
  const [asking, setAsking] = useState(false)
  const signOut = useSignOut(at.signIn())
  const everywhere = useMutation({ mutationFn: () => signOut('everywhere') })
  const items = [
    ...(me.person ? [{ key: 'phone', label: t('phoneView'), onSelect: () => location.assign(at.phone.home()) }] : []),
    { key: 'security', label: t('security'), onSelect: () => void go(at.security()) },
    { key: 'delegations', label: t('delegations'), onSelect: () => void go(at.delegations()) },
    {
      key: 'out',
      label: t('signOut'),
      onSelect: () => void signOut('here').catch((problem: unknown) => toastProblem(problem)),
    },
    { key: 'everywhere', label: t('signOutEverywhere'), onSelect: () => setAsking(true) },
  ]
  return (
    <>
      <MenuButton kind="quiet" icon="user" label={`${t('account')} ${me.account.name}`} items={items}>
        <span className="top-name">{me.account.name}</span>
      </MenuButton>
      <ConfirmDialog
        title={t('signOutEverywhere.ask')}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => everywhere.mutate()}
        confirm={t('signOutEverywhere')}
        pending={everywhere.isPending}
        problem={everywhere.error}
        danger
      >
        <p>{t('signOutEverywhere.what')}</p>
      </ConfirmDialog>
    </>
  )
}

function Waiting() {
  return (
    <div className="page">
      <Skeleton lines={8} />
    </div>
  )
}

function NotFound() {
  const t = useWords(words)
  const action = <ActionLink to="/">{t('goHome')}</ActionLink>
  return (
    <div className="page">
      <EmptyState title={t('notFound.title')} hint={t('notFound.hint')} action={action} />
    </div>
  )
}

function NoPages() {
  const t = useWords(words)
  const action = <ActionButton onClick={() => location.assign(at.phone.home())}>{t('phoneView')}</ActionButton>
  return (
    <div className="page">
      <EmptyState title={t('noPages.title')} hint={t('noPages.hint')} action={action} />
    </div>
  )
}

function Broken() {
  const t = useWords(words)
  const action = <ActionButton onClick={() => location.reload()}>{t('reload')}</ActionButton>
  return (
    <div className="page">
      <EmptyState title={t('broken.title')} hint={t('broken.hint')} action={action} />
    </div>
  )
}
