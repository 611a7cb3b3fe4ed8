import type { Selector } from '../../../lib/policy/language.ts'

/** An hour of 45 minutes by half hours: what policies that do not say otherwise count in. */
export const hours = { name: 'hour', minutes: 45, step: 50 } as const

/** Credits, of which the hours by the clock are of 45 minutes. */
export const credits = { name: 'credit', minutes: 45, step: 50 } as const

/** 校本: by the form of the class, or by the category where hours are written by hand. */
export const schoolBased: Selector = { modes: ['school-based'], or: { categories: ['校本研修'] } }

/** 集中培训: where people are together. */
export const together = ['face-to-face', 'blended', 'lecture', 'off-site', 'shadowing', 'workshop'] as const

/** 脱产集中: away from the school for it. */
export const released = ['face-to-face', 'off-site', 'shadowing'] as const

/** 县级以上. */
export const countyAndAbove = ['nation', 'province', 'city', 'county'] as const

/** Asked each year; who comes or goes within it owes its full months. */
export const yearly = { kind: 'least', period: { kind: 'year' }, byMonths: true } as const

/** Asked in each cycle; who comes or goes within it owes its full months. */
export const inCycle = { kind: 'least', period: { kind: 'cycle' }, byMonths: true } as const

/** Asked once, in the calendar year somebody begins. */
export const firstYear = { kind: 'least', period: { kind: 'entry', years: 1 } } as const

/** Asked once, whenever it was earned. */
export const once = { kind: 'least', period: { kind: 'ever' } } as const

/** 班主任. */
export const classTeachers = { population: { posts: ['23'] } } as const

/** 校长、园长. */
export const principals = { population: { posts: ['31'] } } as const

/** What usually excuses somebody for a time; each case needs evidence. */
export const usualExemptions = ['产假', '病假', '援藏援疆支教', '脱产进修'] as const
