import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { at, text, useFilters } from '../../../platform/web/route.ts'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter } from '../../../ui/filters.tsx'
import { formatCount } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { Tree, type TreeNode } from '../../../ui/tree.tsx'
import { useWords } from '../../../ui/words.ts'
import type { TreeItem } from '../contract.ts'
import { useKindNames } from '../parts.tsx'
import type { organisationRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof organisationRoutes>()

/** One's part of the region as a tree that folds, with the people of each branch. */
export function OrganisationTreePage() {
  const t = useWords(words)
  const kinds = useKindNames()
  const { q = '' } = useFilters({ q: text })
  const query = useQuery({ queryKey: ['organisations', 'tree'], queryFn: () => call(api['organisation-tree'].$get()) })
  return (
    <Page title={t('tree')} back={{ to: at.organisations(), label: t('organisations') }}>
      <FilterBar>
        <SearchFilter name="q" label={t('tree.search')} />
      </FilterBar>
      <Loaded query={query} words={words}>
        {({ items }) => {
          const nodes = nodesOf(items, q.trim(), (one, people) => (
            <>
              <Link to={at.organisation(one.id)}>{one.name}</Link>
              <span className="quiet">{kinds(one.kind)}</span>
              <span className="num">{formatCount(people, 'person')}</span>
            </>
          ))
          return nodes.length === 0 ? (
            <EmptyState title={t('empty')} />
          ) : (
            <Tree key={q} label={t('tree')} nodes={nodes} unfolded={q === '' ? 1 : 9} />
          )
        }}
      </Loaded>
    </Page>
  )
}

type Line = (one: TreeItem, people: number) => TreeNode['line']

// Whoever is looked for is shown with those above it, and with all that stands below it.
function nodesOf(items: readonly TreeItem[], wanted: string, line: Line): TreeNode[] {
  const below = new Map<string | null, TreeItem[]>()
  const ids = new Set(items.map(({ id }) => id))
  for (const one of items) {
    const parent = one.parentId !== null && ids.has(one.parentId) ? one.parentId : null
    below.set(parent, [...(below.get(parent) ?? []), one])
  }
  const build = (one: TreeItem, isMeant: boolean): { node: TreeNode; people: number } | undefined => {
    const isHere = isMeant || one.name.includes(wanted)
    const built = (below.get(one.id) ?? []).map((each) => ({ each, all: build(each, true), some: build(each, isHere) }))
    const shown = built.flatMap(({ some }) => (some ? [some.node] : []))
    if (!isHere && shown.length === 0) return undefined
    const people = one.people + built.reduce((sum, { all }) => sum + (all?.people ?? 0), 0)
    return { node: { id: one.id, name: one.name, line: line(one, people), below: shown }, people }
  }
  return (below.get(null) ?? []).flatMap((root) => build(root, wanted === '')?.node ?? [])
}
