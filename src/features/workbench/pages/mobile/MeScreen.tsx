import { at } from '../../../../platform/web/route.ts'
import { BigButton } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toastProblem } from '../../../../ui/toast.ts'
import { useLanguage, useWords } from '../../../../ui/words.ts'
import { useHolds, useMe, useSignOut } from '../../../accounts/parts.tsx'
import { words } from '../../words.ts'

/** What is mine: hours, certificates, notices, the language, and the way out. */
export function MeScreen() {
  const t = useWords(words)
  const me = useMe()
  const [language, setLanguage] = useLanguage()
  const signOut = useSignOut(at.phone.signIn())
  const mayRemind = useHolds('principal', 'school_registrar', 'town_officer', 'bureau_officer')
  const mayNominate = useHolds('principal', 'school_registrar')
  const maySubstitute = useHolds('provider', 'bureau_officer')
  const unread = me.data?.unreadNotices ?? 0
  return (
    <Screen title={t('me')}>
      <Block title={me.data?.person?.name ?? me.data?.account.name}>
        <p className="quiet">{me.data?.person?.organisationName ?? me.data?.bureau.name}</p>
        <Rows>
          <Row title={t('me.hours')} to={at.phone.hours()} />
          {mayRemind ? <Row title={t('me.shortPeople')} to={at.phone.shortPeople()} /> : null}
          {mayNominate ? <Row title={t('me.quotas')} to={at.phone.quotas()} /> : null}
          {mayNominate || maySubstitute ? <Row title={t('me.substitutions')} to={at.phone.substitutions()} /> : null}
          <Row title={t('me.schoolTraining')} to={at.phone.schoolTraining()} />
          <Row title={t('me.calendar')} to={at.phone.calendar()} />
          <Row title={t('me.rounds')} to={at.phone.rounds()} />
          <Row title={t('me.surveys')} to={at.phone.surveys()} />
          <Row title={t('me.selections')} to={at.phone.selections()} />
          <Row title={t('me.publicNotices')} to={at.phone.shownNotices()} />
          <Row title={t('me.claims')} to={at.phone.claims()} />
          <Row title={t('me.participations')} to={at.phone.participations()} />
          <Row title={t('me.integrity')} to={at.phone.integrity()} />
          <Row title={t('me.certificates')} to={at.phone.certificates()} />
          <Row title={t('me.myData')} to={at.phone.myData()} />
          <Row
            title={t('me.notices')}
            to={at.phone.notices()}
            end={unread > 0 ? <b className="num">{unread}</b> : null}
          />
          <Row title={t('me.mail')} to={at.phone.mail()} />
          <Row title={t('me.security')} to={at.phone.security()} />
          <Row title={t('me.delegations')} to={at.phone.delegations()} />
          <Row
            title={t('me.language')}
            end={<span className="quiet">{t('language.other')}</span>}
            onPress={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}
          />
        </Rows>
      </Block>
      <div className="stack">
        <BigButton kind="plain" onPress={() => void signOut('here').catch((problem: unknown) => toastProblem(problem))}>
          {t('me.signOut')}
        </BigButton>
        <BigButton
          kind="plain"
          onPress={() => void signOut('everywhere').catch((problem: unknown) => toastProblem(problem))}
        >
          {t('me.signOutEverywhere')}
        </BigButton>
      </div>
    </Screen>
  )
}
