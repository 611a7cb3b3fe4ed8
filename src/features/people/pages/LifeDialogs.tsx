import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { MultiSelect, SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { PersonInFull } from '../contract.ts'
import { useCodeOptions, useCodes } from '../parts.tsx'
import type { peopleRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof peopleRoutes>()
type Props = { person: PersonInFull; onClose: () => void }

/** What a dialog does once the server has done its part: the page is read anew, and the reader is told. */
function useDone(said: string, onClose: () => void) {
  const cache = useQueryClient()
  return async () => {
    await cache.invalidateQueries({ queryKey: ['people'] })
    toast(said)
    onClose()
  }
}

/** Says what became of somebody from a day on. */
export function StateDialog({ person, onClose }: Props) {
  const t = useWords(words)
  const [id] = useState(() => crypto.randomUUID())
  const states = useCodeOptions('state').filter((option) => option.value !== '09' && option.value !== person.state)
  const form = useForm({ defaultValues: { state: '', on: '', reason: '' } })
  const send = useMutation({
    mutationFn: (values: { state: string; on: string; reason: string }) =>
      call(api.people[':personId']['state-changes'].$post({ param: { personId: person.id }, json: { id, ...values } })),
    onSuccess: useDone(t('state.done'), onClose),
  })
  return (
    <Dialog title={`${person.name} · ${t('state.change')}`} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => send.mutate(values)}
        pending={send.isPending}
        problem={send.error}
        words={words}
        submit={t('state.submit')}
        onCancel={onClose}
      >
        <FormRow>
          <SelectField control={form.control} name="state" label={t('state.new')} required options={states} />
          <DateField control={form.control} name="on" label={t('on')} required />
        </FormRow>
        <TextArea control={form.control} name="reason" label={t('reason')} rows={2} maxLength={200} required />
      </Form>
    </Dialog>
  )
}

/** Records a post that somebody holds at their school. */
export function PostDialog({ person, onClose }: Props) {
  const t = useWords(words)
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm({ defaultValues: { kind: '', fromOn: '', toOn: '' } })
  const send = useMutation({
    mutationFn: ({ kind, fromOn, toOn }: { kind: string; fromOn: string; toOn: string }) =>
      call(
        api.people[':personId'].posts.$post({
          param: { personId: person.id },
          json: { id, kind, fromOn, toOn: toOn === '' ? null : toOn },
        }),
      ),
    onSuccess: useDone(t('post.done'), onClose),
  })
  return (
    <Dialog title={`${person.name} · ${t('post.add')}`} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => send.mutate(values)}
        pending={send.isPending}
        problem={send.error}
        words={words}
        submit={t('post.submit')}
        onCancel={onClose}
      >
        <SelectField
          control={form.control}
          name="kind"
          label={t('post.kind')}
          required
          options={useCodeOptions('post')}
        />
        <FormRow>
          <DateField control={form.control} name="fromOn" label={t('post.from')} required />
          <DateField control={form.control} name="toOn" label={t('post.to')} hint={t('post.to.hint')} />
        </FormRow>
      </Form>
    </Dialog>
  )
}

/** Says on which day somebody stopped holding a post. */
export function EndPostDialog({ person, post, onClose }: Props & { post: PersonInFull['posts'][number] }) {
  const t = useWords(words)
  const say = useCodes()
  const form = useForm({ defaultValues: { toOn: '' } })
  const send = useMutation({
    mutationFn: ({ toOn }: { toOn: string }) =>
      call(
        api.people[':personId']['post-endings'].$post({
          param: { personId: person.id },
          json: { postId: post.id, toOn },
        }),
      ),
    onSuccess: useDone(t('post.done'), onClose),
  })
  return (
    <Dialog title={t('post.end.title', { post: say('post', post.kind) })} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => send.mutate(values)}
        pending={send.isPending}
        problem={send.error}
        words={words}
        submit={t('post.end')}
        onCancel={onClose}
      >
        <DateField control={form.control} name="toOn" label={t('post.to')} required />
      </Form>
    </Dialog>
  )
}

const orNull = (typed: string) => (typed === '' ? null : typed)

function valuesOf(person: PersonInFull) {
  const { name, staffNo, subjects } = person
  return {
    ...{ name, staffNo, subjects, stage: person.stage ?? '', title: person.title ?? '' },
    ...{ talentLevel: person.talentLevel ?? '', staffKind: person.staffKind ?? '', mandarin: person.mandarin ?? '' },
    ...{
      politicalStatus: person.politicalStatus ?? '',
      education: person.education ?? '',
      degree: person.degree ?? '',
    },
    ...{ nationalNo: person.nationalNo ?? '', bornOn: person.bornOn ?? '', startedOn: person.startedOn ?? '' },
    ...{ joinedOn: person.joinedOn ?? '', retiresOn: person.retiresOn ?? '' },
  }
}

/** Changes what the roster says of somebody; what it said before stays in the life. */
export function EditDialog({ person, onClose }: Props) {
  const t = useWords(words)
  const form = useForm({ defaultValues: valuesOf(person) })
  const { control } = form
  const send = useMutation({
    mutationFn: ({ name, staffNo, subjects, ...rest }: ReturnType<typeof valuesOf>) => {
      const json = {
        ...{ name, staffNo, subjects, stage: orNull(rest.stage), title: orNull(rest.title) },
        ...{
          talentLevel: orNull(rest.talentLevel),
          staffKind: orNull(rest.staffKind),
          mandarin: orNull(rest.mandarin),
        },
        ...{
          politicalStatus: orNull(rest.politicalStatus),
          education: orNull(rest.education),
          degree: orNull(rest.degree),
        },
        ...{ nationalNo: orNull(rest.nationalNo), bornOn: orNull(rest.bornOn), startedOn: orNull(rest.startedOn) },
        ...{ joinedOn: orNull(rest.joinedOn), retiresOn: orNull(rest.retiresOn) },
      }
      return call(api.people[':personId'].$patch({ param: { personId: person.id }, json }))
    },
    onSuccess: useDone(t('edit.done'), onClose),
  })
  const select = (
    name: 'stage' | 'title' | 'talentLevel' | 'staffKind' | 'politicalStatus' | 'education' | 'degree' | 'mandarin',
    label: string,
    options: { value: string; label: string }[],
  ) => <SelectField control={control} name={name} label={label} options={options} />
  return (
    <Dialog title={`${person.name} · ${t('edit')}`} open onClose={onClose} width={680}>
      <Form
        form={form}
        onSubmit={(values) => send.mutate(values)}
        pending={send.isPending}
        problem={send.error}
        words={words}
        submit={t('edit.submit')}
        onCancel={onClose}
      >
        <FormRow>
          <TextField control={control} name="name" label={t('name')} required maxLength={40} />
          <TextField control={control} name="staffNo" label={t('staffNo')} required maxLength={30} />
        </FormRow>
        <FormRow>
          {select('stage', t('stage'), useCodeOptions('stage'))}
          <MultiSelect control={control} name="subjects" label={t('subject')} options={useCodeOptions('subject')} />
        </FormRow>
        <FormRow>
          {select('title', t('title'), useCodeOptions('title'))}
          {select('talentLevel', t('talent'), useCodeOptions('talent'))}
        </FormRow>
        <FormRow>
          {select('staffKind', t('staffKind'), useCodeOptions('staffKind'))}
          {select('politicalStatus', t('political'), useCodeOptions('political'))}
        </FormRow>
        <FormRow>
          {select('education', t('education'), useCodeOptions('education'))}
          {select('degree', t('degree'), useCodeOptions('degree'))}
          {select('mandarin', t('mandarin'), useCodeOptions('mandarin'))}
        </FormRow>
        <FormRow>
          <DateField control={control} name="bornOn" label={t('bornOn')} />
          <DateField control={control} name="startedOn" label={t('startedOn')} />
        </FormRow>
        <FormRow>
          <DateField control={control} name="joinedOn" label={t('joinedOn')} />
          <DateField control={control} name="retiresOn" label={t('retiresOn')} />
        </FormRow>
        <TextField control={control} name="nationalNo" label={t('nationalNo')} maxLength={19} />
      </Form>
    </Dialog>
  )
}
