import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { useExport } from '../../../platform/web/query.ts'
import { ExportLink } from '../../../ui/button.tsx'
import { DateTimeField } from '../../../ui/dates.tsx'
import { Loaded } from '../../../ui/feedback.tsx'
import { NumberField, TextArea } from '../../../ui/fields.tsx'
import { numberOf } from '../../../ui/field-rules.ts'
import { Form, FormRow } from '../../../ui/form.tsx'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { Electives } from '../contract/electives.ts'
import type { electiveRoutes } from '../routes/electives.ts'
import { electiveWords as words } from '../words/electives.ts'

const api = client<typeof electiveRoutes>()

/** What of a programme one chooses for oneself: entered a line each, with how many have chosen it. */
export function ElectivesEditor({ programmeId }: { programmeId: string }) {
  const t = useWords(words)
  const file = useExport('electives', { programmeId })
  const query = useQuery({
    queryKey: ['electives', programmeId],
    queryFn: () => call(api.programmes[':programmeId'].electives.$get({ param: { programmeId } })),
  })
  return (
    <Section title={t('title')} note={t('lead')} actions={<ExportLink href={file} />}>
      <Loaded query={query} words={words} lines={2}>
        {(electives) => <Editor key={query.dataUpdatedAt} programmeId={programmeId} electives={electives} />}
      </Loaded>
    </Section>
  )
}

// A line is a title and, after a bar, its places.
const lineOf = ({ title, placesMax }: Electives['items'][number]) =>
  placesMax === null ? title : `${title} | ${String(placesMax)}`

function itemsOf(text: string, before: Electives['items']) {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [title = '', places = ''] = line.split(/[|｜]/).map((part) => part.trim())
      const known = before.find((each) => each.title === title)
      return {
        id: known?.id ?? crypto.randomUUID(),
        title,
        placesMax: places === '' ? null : (numberOf(places) ?? null),
      }
    })
}

function Editor({ programmeId, electives }: { programmeId: string; electives: Electives | null }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const items = electives?.items ?? []
  const form = useForm({
    defaultValues: {
      least: String(electives?.least ?? 1),
      most: String(electives?.most ?? 1),
      until: electives?.until ?? '',
      lines: items.map(lineOf).join('\n'),
    },
  })
  const save = useMutation({
    mutationFn: (entered: { least: string; most: string; until: string; lines: string }) =>
      call(
        api.programmes[':programmeId'].electives.$put({
          param: { programmeId },
          json: {
            least: numberOf(entered.least) ?? 0,
            most: numberOf(entered.most) ?? 0,
            until: entered.until,
            items: itemsOf(entered.lines, items),
          },
        }),
      ),
    onSuccess: async () => {
      toast(t('saved'))
      await cache.invalidateQueries({ queryKey: ['electives'] })
    },
  })
  return (
    <>
      {items.length > 0 ? (
        <PlainTable
          label={t('title')}
          rows={items}
          rowId={(row) => row.id}
          columns={[
            { key: 'title', title: t('item'), cell: (row) => row.title },
            { key: 'max', title: t('max'), align: 'end', cell: (row) => row.placesMax ?? '–' },
            { key: 'taken', title: t('taken'), align: 'end', cell: (row) => row.placesTaken },
          ]}
        />
      ) : null}
      <Form
        form={form}
        submit={t('save')}
        pending={save.isPending}
        problem={save.error}
        words={words}
        onSubmit={(values) => save.mutate(values)}
      >
        <TextArea control={form.control} name="lines" label={t('lines')} hint={t('lines.hint')} required rows={4} />
        <FormRow>
          <NumberField control={form.control} name="least" label={t('least')} required />
          <NumberField control={form.control} name="most" label={t('most')} required />
          <DateTimeField control={form.control} name="until" label={t('until')} required />
        </FormRow>
      </Form>
    </>
  )
}
