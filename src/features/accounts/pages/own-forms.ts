import { useForm, useWatch } from 'react-hook-form'
import { useNavigate, useSearchParams } from 'react-router'
import { at, safeNext } from '../../../platform/web/route.ts'
import { toast, toastProblem } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useMe, useSignOut } from '../parts.tsx'
import { words } from '../words.ts'
import { ownWords } from '../words/own.ts'
import {
  passwordHint,
  useActivation,
  useBureaus,
  useChangePassword,
  useRefreshMe,
  useSecondStep,
} from './own-account.ts'

type Where = 'desk' | 'phone'

/** The field of a new password, with what to say under it while it is typed. */
function usePasswordField(own: readonly string[]) {
  const t = useWords(ownWords)
  const say = useWords(words)
  const form = useForm({ defaultValues: { password: '' } })
  const typed = useWatch({ control: form.control, name: 'password' })
  return { form, hint: passwordHint(typed, own, t, say) }
}

/** Changing one's own password: the same at a desk and on a phone. */
export function usePasswordForm() {
  const t = useWords(ownWords)
  const me = useMe()
  const { form, hint } = usePasswordField([me.data?.account.name ?? '', me.data?.person?.name ?? ''])
  const change = useChangePassword(() => {
    form.reset()
    toast(t('security.password.done'))
  })
  const submit = ({ password }: { password: string }) => change.mutate(password)
  return { form, hint, change, submit }
}

/** What a sign-in still owes: its code, or setting a second factor up; and the way out. `owesNothing`: it is complete. */
export function useSecondStepForm(where: Where) {
  const go = useNavigate()
  const [search] = useSearchParams()
  const me = useMe()
  const signOut = useSignOut(where === 'desk' ? at.signIn() : at.phone.signIn())
  const onward = safeNext(search.get('next'), where === 'desk' ? at.home() : at.phone.home())
  const done = () => void go(onward, { replace: true })
  const step = useSecondStep(done)
  const refresh = useRefreshMe(done)
  const form = useForm({ defaultValues: { code: '' } })
  return {
    ...{ me, onward, step, refresh, form },
    owesNothing: me.data?.owes === null && !step.isPending && !refresh.isPending,
    submit: ({ code }: { code: string }) => step.mutate(code),
    leave: () => void signOut('here').catch((problem: unknown) => toastProblem(problem, words)),
  }
}

type Asked = { code: string; bureau: string }

/** First use with a one-time code: whose it is, then the password. */
export function useActivationForm(where: Where) {
  const go = useNavigate()
  const [search] = useSearchParams()
  const bureaus = useBureaus()
  const { check, activate } = useActivation(
    () => void go(where === 'desk' ? at.home() : at.phone.home(), { replace: true }),
  )
  const form = useForm<Asked>({ defaultValues: { code: location.hash.slice(1), bureau: search.get('b') ?? '' } })
  const asked = ({ code, bureau }: Asked) => ({ code, ...(bureau === '' ? {} : { bureau }) })
  return {
    ...{ form, bureaus, check, activate },
    found: check.data,
    submit: (values: Asked) => check.mutate(asked(values)),
    choose: (password: string) => activate.mutate({ ...asked(form.getValues()), password }),
    another: () => {
      activate.reset()
      check.reset()
    },
  }
}

export type Activating = ReturnType<typeof useActivationForm>
export type FoundCode = NonNullable<Activating['found']>

/** Choosing the password of an account that a code opens. */
export function useChosenPassword({ name, signInName }: FoundCode, { choose }: Activating) {
  const { form, hint } = usePasswordField([name, signInName ?? ''])
  const submit = ({ password }: { password: string }) => choose(password)
  return { form, hint, submit }
}
