import type { TestCounty } from '../../app/testing.ts'

/** The ids of the layouts that every region begins with, by what they were shipped as. */
export async function layoutIds(
  county: TestCounty,
): Promise<Readonly<Record<'personal' | 'unit' | 'province', string>>> {
  const { body } = await county.request(county.logins.bureau_officer, 'GET', '/hour-layouts')
  const idOf = (shipped: string) => String(body.items.find((one: any) => one.shipped === shipped)?.id)
  return { personal: idOf('personal'), unit: idOf('unit'), province: idOf('province') }
}
