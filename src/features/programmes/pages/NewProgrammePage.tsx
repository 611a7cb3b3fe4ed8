import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { Page } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import type { Population } from '../../../lib/population/population.ts'
import type { programmeRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { ProgrammeForm, type ProgrammeFields } from './ProgrammeForm.tsx'

const api = client<typeof programmeRoutes>()

/** Drafts a programme for one's own organisation, under the plan that the address names or beside any. */
export function NewProgrammePage() {
  const t = useWords(words)
  const go = useNavigate()
  const cache = useQueryClient()
  const [search] = useSearchParams()
  const me = useMe()
  const [id] = useState(() => crypto.randomUUID())
  const mayOwn = me.data?.grants.find((grant) =>
    ['bureau_officer', 'town_officer', 'school_registrar'].includes(grant.role),
  )
  const save = useMutation({
    mutationFn: (fields: ProgrammeFields & { audience: Population }) => {
      const owner = { organisationId: mayOwn?.organisationId ?? '', year: me.data?.bureau.year ?? 2000 }
      return call(api.programmes.$post({ json: { ...fields, ...owner, id, planId: search.get('planId') } }))
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['programmes'] })
      await go(at.programme(id))
    },
  })
  return (
    <Page title={t('new')} back={{ to: at.programmes(), label: t('programmes') }}>
      <ProgrammeForm
        submit={t('create')}
        pending={save.isPending}
        problem={save.error}
        onSubmit={(fields) => save.mutate(fields)}
        onCancel={() => void go(at.programmes())}
      />
    </Page>
  )
}
