import { expect, test } from 'vitest'
import { placesOfShare, readShare } from './shares.ts'

test.each([
  [40, 50, 20, 20],
  [40, 51, 21, 20],
  [33, 10, 4, 3],
  [100, 7, 7, 7],
  [1, 3, 1, 0],
  [7, 100, 7, 7],
])('[003-21] %i %% of %i places: at least %i, at most %i', (share, places, least, most) => {
  expect(placesOfShare(share, places, 'least')).toBe(least)
  expect(placesOfShare(share, places, 'most')).toBe(most)
})

test.each([
  ['40%', 40],
  [' ４０％ ', 40],
  ['≥ 40 %', 40],
  ['100%', 100],
  ['0%', undefined],
  ['101%', undefined],
  ['40', undefined],
  ['4.5%', undefined],
  ['', undefined],
])('a share is read out of %j', (text, share) => {
  expect(readShare(text)).toBe(share)
})
