import type { Parts } from './application.ts'
import type { Config } from './config.ts'
import { tenantsOf } from './tenants.ts'

/** What is said once the address is known. */
export type Announcement = (url: string) => string

/**
 * Sees to a database that has no bureau yet. The embedded one gets the demo county unless asked not to; one that somebody
 * else runs gets it only when asked. Otherwise the first visitor creates the bureau.
 */
export async function prepareFirstRun(parts: Parts, config: Config, isEmbedded: boolean): Promise<Announcement> {
  const bureaus = await tenantsOf(parts.pool, parts.clock).list()
  if (bureaus.length > 0) return (url) => `青蓝已就绪：${url}\nQinglan is ready: ${url}`
  const wantsDemo = config.firstRun === 'demo' || (config.firstRun === 'as_befits' && isEmbedded)
  if (!wantsDemo) {
    return (url) =>
      `青蓝已就绪，请打开 ${url} 创建教育局和第一位管理人员。\nQinglan is ready: open ${url} to create the bureau and its first officer.`
  }
  const { prepareCounty, demoAccounts, demoPassword } = await import('../../rehearsal/county.ts')
  await prepareCounty(parts, config.demo)
  const names = demoAccounts.map(({ role, userName }) => `  ${userName.padEnd(12)} ${role}`).join('\n')
  return (url) =>
    `青蓝已就绪：${url}（手机端：${url}/m）\n示范县的历史数据正在后台继续载入，可在“任务”中查看进度。\n` +
    `Qinglan is ready: ${url} (phones: ${url}/m). The demo county’s history goes on loading as a job.\n` +
    `演示账号 / Demo accounts（密码 / password: ${demoPassword}）\n${names}`
}
