import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { call, client } from '../../platform/web/call.ts'
import { ActionButton, MenuButton, type MenuItem } from '../../ui/button.tsx'
import type { ShownList } from '../../ui/list-tools.ts'
import { toast, toastProblem } from '../../ui/toast.ts'
import { useWords } from '../../ui/words.ts'
import type { SavedView, SavedViews } from './contract.ts'
import { keptOf, listOf } from './core.ts'
import { ViewDialog, type ViewValues } from './pages/ViewDialog.tsx'
import type { viewRoutes } from './routes.ts'
import { words } from './words.ts'

const api = client<typeof viewRoutes>()
const none: SavedViews = { items: [], defaultId: null }

/** What a list shows now, as a view would keep it. */
function useShown(list: ShownList) {
  const { pathname, search } = useLocation()
  const go = useNavigate()
  const key = listOf(pathname)
  const kept = keptOf(search)
  const hidden = [...list.hidden].sort()
  const tabOf = new URLSearchParams(search).get(list.tab ?? '')
  const bare = list.tab === undefined || tabOf === null ? '' : new URLSearchParams({ [list.tab]: tabOf }).toString()
  const apply = (view: Pick<SavedView, 'search' | 'hiddenColumns'>) => {
    if (view.hiddenColumns) list.hide(view.hiddenColumns)
    void go({ pathname, search: view.search }, { replace: true })
  }
  const isShown = (view: SavedView) =>
    view.search === kept && (view.hiddenColumns === null || view.hiddenColumns.toSorted().join() === hidden.join())
  return { key, kept, hidden, bare, apply, isShown, isPasted: new URLSearchParams(search).has('pasted') }
}

function useViews(key: string) {
  const t = useWords(words)
  const cache = useQueryClient()
  const query = useQuery({
    queryKey: ['saved-views', key],
    queryFn: () => call(api['saved-views'].$get({ query: { list: key } })),
    staleTime: 60_000,
  })
  const settled = {
    onError: (problem: unknown) => toastProblem(problem, words),
    onSettled: () => cache.invalidateQueries({ queryKey: ['saved-views', key] }),
  }
  const setDefault = useMutation({
    mutationFn: (viewId: string | null) => call(api['saved-view-defaults'].$post({ json: { list: key, viewId } })),
    ...settled,
  })
  const change = useMutation({
    mutationFn: ({ id, ...json }: { id: string; search: string; hiddenColumns: string[] }) =>
      call(api['saved-views'][':savedViewId'].$patch({ param: { savedViewId: id }, json })),
    onSuccess: ({ name }) => toast(t('overwritten', { name })),
    ...settled,
  })
  const restore = useMutation({
    mutationFn: async ({ view, isDefault }: { view: SavedView; isDefault: boolean }) => {
      const { id, list, name, search, hiddenColumns, sharedWith } = view
      await call(api['saved-views'].$post({ json: { id, list, name, search, hiddenColumns, sharedWith } }))
      if (isDefault) await setDefault.mutateAsync(id)
    },
    ...settled,
  })
  const remove = useMutation({
    mutationFn: ({ view }: { view: SavedView; isDefault: boolean }) =>
      call(api['saved-views'][':savedViewId'].$delete({ param: { savedViewId: view.id } })),
    onSuccess: (_, gone) =>
      toast(t('deleted', { name: gone.view.name }), { undo: { label: t('undo'), run: () => restore.mutate(gone) } }),
    ...settled,
  })
  return { data: query.data, change, remove, setDefault }
}

/** One's views of the list below, as chips: used, kept, overwritten, renamed, shared and deleted here. */
export function ViewTools({ list }: { list: ShownList }) {
  const t = useWords(words)
  const shown = useShown(list)
  const views = useViews(shown.key)
  const { items, defaultId } = views.data ?? none
  const [chosen, choose] = useState<string>()
  const [dialog, setDialog] = useState<'new' | SavedView>()
  useArrival(views.data, shown)
  const current = items.find(({ id }) => id === chosen) ?? items.find(shown.isShown)
  const isBare = shown.kept === shown.bare
  return (
    <div className="views" role="group" aria-label={t('views')}>
      {items.length > 0 ? (
        <Chip
          isOn={current === undefined && isBare}
          onPress={() => {
            choose(undefined)
            shown.apply({ search: shown.bare, hiddenColumns: null })
          }}
        >
          {t('view.all')}
        </Chip>
      ) : null}
      {items.map((view) => (
        <Chip
          key={view.id}
          isOn={view.id === current?.id}
          hint={view.own ? undefined : t('shared.by', { name: view.ownerName })}
          onPress={() => {
            choose(view.id)
            shown.apply(view)
          }}
        >
          {view.name}
          {view.id === defaultId ? <small>{t('default.mark')}</small> : null}
        </Chip>
      ))}
      {current ? (
        <MenuButton
          kind="quiet"
          icon="more"
          label={t('manage', { name: current.name })}
          items={menuOf(t, current, current.id === defaultId, shown, views, () => setDialog(current), choose)}
        >
          <span className="unseen">{t('manage', { name: current.name })}</span>
        </MenuButton>
      ) : null}
      <ActionButton kind="quiet" icon="plus" onClick={() => setDialog('new')}>
        {t('save')}
      </ActionButton>
      {dialog === undefined ? null : (
        <ViewDialog
          view={dialog === 'new' ? undefined : dialog}
          shown={{ list: shown.key, search: shown.kept, hiddenColumns: shown.hidden }}
          isPasted={shown.isPasted}
          onClose={() => setDialog(undefined)}
          onDone={(view: SavedView, { isDefault }: ViewValues) => {
            setDialog(undefined)
            choose(view.id)
            if (dialog === 'new' && isDefault) views.setDefault.mutate(view.id)
          }}
        />
      )}
    </div>
  )
}

type ChipProps = { isOn: boolean; onPress: () => void; hint?: string | undefined; children: React.ReactNode }

function Chip({ isOn, onPress, hint, children }: ChipProps) {
  return (
    <button type="button" className="view-chip" aria-pressed={isOn} title={hint} onClick={onPress}>
      {children}
    </button>
  )
}

// Whoever comes to a list without conditions finds it with their default view: once, and not again when they clear it.
function useArrival(views: SavedViews | undefined, shown: ReturnType<typeof useShown>) {
  const arrived = useRef<string>(undefined)
  const arrive = useEffectEvent((known: SavedViews) => {
    if (arrived.current === shown.key) return
    arrived.current = shown.key
    const view = known.items.find(({ id }) => id === known.defaultId)
    if (view && shown.kept === '' && !shown.isPasted) shown.apply(view)
  })
  useEffect(() => {
    if (views) arrive(views)
  }, [views, shown.key])
}

function menuOf(
  t: ReturnType<typeof useWords<typeof words>>,
  view: SavedView,
  isDefault: boolean,
  shown: ReturnType<typeof useShown>,
  views: ReturnType<typeof useViews>,
  onRename: () => void,
  choose: (id: string | undefined) => void,
): readonly MenuItem[] {
  const foreign = view.own ? undefined : t('reason.shared')
  return [
    {
      key: 'overwrite',
      label: t('overwrite'),
      reason: foreign ?? (shown.isShown(view) && view.hiddenColumns !== null ? t('reason.same') : undefined),
      onSelect: () => views.change.mutate({ id: view.id, search: shown.kept, hiddenColumns: shown.hidden }),
    },
    { key: 'rename', label: t('rename'), reason: foreign, onSelect: onRename },
    {
      key: 'default',
      label: isDefault ? t('unsetDefault') : t('setDefault'),
      onSelect: () =>
        views.setDefault.mutate(isDefault ? null : view.id, {
          onSuccess: () => toast(isDefault ? t('default.unset') : t('default.set', { name: view.name })),
        }),
    },
    {
      key: 'delete',
      label: t('delete'),
      danger: true,
      reason: foreign,
      onSelect: () => {
        choose(undefined)
        views.remove.mutate({ view, isDefault })
      },
    },
  ]
}
