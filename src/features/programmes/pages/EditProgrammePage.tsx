import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from 'react-router'
import type { Population } from '../../../lib/population/population.ts'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { Loaded } from '../../../ui/feedback.tsx'
import { Page } from '../../../ui/page.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { ProgrammeInFull } from '../contract.ts'
import type { programmeRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { ProgrammeForm, type ProgrammeFields } from './ProgrammeForm.tsx'

const api = client<typeof programmeRoutes>()

/** Changes what is said of a programme. */
export function EditProgrammePage() {
  const t = useWords(words)
  const { programmeId = '' } = useParams()
  const query = useQuery({
    queryKey: ['programmes', programmeId],
    queryFn: () => call(api.programmes[':programmeId'].$get({ param: { programmeId } })),
    // A form must not be changed under the hands of whoever fills it in.
    refetchOnWindowFocus: false,
  })
  return (
    <Page
      title={t('edit')}
      lead={query.data?.title}
      back={{ to: at.programme(programmeId), label: query.data?.title ?? t('programme') }}
    >
      <Loaded query={query} words={words}>
        {(programme) => <Edit key={programme.id} programme={programme} />}
      </Loaded>
    </Page>
  )
}

function Edit({ programme }: { programme: ProgrammeInFull }) {
  const t = useWords(words)
  const go = useNavigate()
  const cache = useQueryClient()
  const save = useMutation({
    mutationFn: (fields: ProgrammeFields & { audience: Population }) =>
      call(
        api.programmes[':programmeId'].$patch({
          param: { programmeId: programme.id },
          json: { ...fields, version: programme.version },
        }),
      ),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['programmes'] })
      toast(t('done.saved'))
      await go(at.programme(programme.id))
    },
  })
  return (
    <ProgrammeForm
      programme={programme}
      submit={t('save')}
      pending={save.isPending}
      problem={save.error}
      onSubmit={(fields) => save.mutate(fields)}
      onCancel={() => void go(at.programme(programme.id))}
    />
  )
}
