import { describe, expect, it } from 'vitest';
import { CHINESE } from '../../src/words/chinese/chinese';
import { ENGLISH } from '../../src/words/english/english';
import { isOne, plural } from '../../src/words/english/plural';

describe('figures in words', () => {
  it('have one thing or several', () => {
    expect([1, '1', 0, '1,024'].map((figure) => plural(figure, 'row'))).toEqual([
      '1 row',
      '1 row',
      '0 rows',
      '1,024 rows',
    ]);
    expect(isOne('1')).toBe(true);
    expect(isOne('1.0')).toBe(false);
    expect(ENGLISH.models.row.positions('1')).toBe('1 position');
    expect(ENGLISH.runStatus.writing(1)).toBe('The sender is writing: 1 token.');
    expect(ENGLISH.library.notices.found('1')).toBe('1 game found.');
  });

  it('do not call the same length one time as long', () => {
    const { ratio } = ENGLISH.latency;
    expect(ratio.sentence('CoT text', '1', '1.2')).toBe(
      'The full-length message takes as long to generate as CoT text, and 1.2 times as long end to end.',
    );
    expect(CHINESE.latency.ratio.sentence('文字', '1', '1')).toBe(
      '全长消息的生成时间与 文字 一样长，全程也一样长。',
    );
    expect(CHINESE.latency.ratio.sentence('文字', '38', '18')).toBe(
      '全长消息的生成时间是 文字 的 38 倍，全程是 18 倍。',
    );
    expect(ENGLISH.message.size.short('8 vectors', '8 tokens', '1')).toBe(
      '8 vectors instead of 8 tokens: nearly the same length.',
    );
  });

  it('are told apart from the names beside them, and of sentences in a row', () => {
    const { success } = ENGLISH.training;
    expect(success.won('Trained K = 8', '37')).toBe('Trained K = 8 won 37');
    expect(ENGLISH.message.together(['One.', 'Two.'])).toBe('One. Two.');
    expect(CHINESE.message.together(['一。', '二。'])).toBe('一。二。');
  });

  it('call a changed message disturbed everywhere, and perturbed as the paper does alone', () => {
    const texts = JSON.stringify(ENGLISH).replaceAll('](perturbation)', ']');
    const said = texts.match(/"[^"]*[Pp]erturb(?:ed|ation)[^"]*"(?!:)/g) ?? [];
    expect(said.filter((text) => !/The paper’s perturbations/.test(text))).toEqual([]);
  });
});
