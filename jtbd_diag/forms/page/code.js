/* The code of answers, as the program's `answers/answer_code.py` tells it: the two must say the same. */

const PRIME = 997n;
const MOST_WORDS = 996;
const SIGNS = "0123456789.-+e";
const LAST_DAY = 3652059;
const words = form.words.split(" ");
const places = new Map(words.map((word, place) => [word, place]));
const three = (number) => String(number).padStart(3, "0");

function digitsOf(item, value) {
  const ids = item.options.map((option) => option.id);
  if (item.type === "multiple") {
    const ticked = value || [];
    return [[ids.reduce((sum, id, n) => sum + (ticked.includes(id) ? 1n << BigInt(n) : 0n), 0n), 1n << BigInt(ids.length)]];
  }
  if (ids.length) return [[BigInt(ids.indexOf(value) + 1), BigInt(ids.length + 1)]];
  if (item.type === "number") {
    const signs = value === undefined ? [] : [...String(value)].map((sign) => SIGNS.indexOf(sign) + 1);
    return [...signs, 0].map((sign) => [BigInt(sign), BigInt(SIGNS.length + 1)]);
  }
  if (item.type === "date") return [[BigInt(value === undefined ? 0 : dayOf(value)), BigInt(LAST_DAY + 1)]];
  return item.told ? [[value === undefined ? 0n : 1n, 2n]] : [];
}

function sumsOf(said) {
  const plain = said.reduce((sum, place) => sum + place, form.key[1] + 31 * said.length);
  const placed = said.reduce((sum, place, n) => sum + (n + 1) * place, form.key[2]);
  return [plain % 997, placed % 997];
}

/* The parts of the code: digits, words, digits, digits. Nothing where the answers are too many for one. */
function codeOf() {
  const { asked, given } = current();
  const digits = asked.flatMap((id) => digitsOf(items.get(id), given[id]));
  let number = digits.reduceRight((sum, [digit, base]) => sum * base + digit, 0n);
  const said = [];
  for (; number > 0n; number /= PRIME) said.push(Number(number % PRIME));
  if (said.length > MOST_WORDS) return undefined;
  return [three(form.key[0]), ...said.map((place) => words[place]), ...sumsOf(said).map(three)];
}

/* The answers in a code. Throws what is wrong with it, in words; nothing is ever guessed. */
function readCode(text) {
  const found = text.toLowerCase().match(/[\p{L}\p{M}]+|[0-9]+/gu) || [];
  const strange = found.filter((part) => !/[0-9]/.test(part) && !places.has(part));
  if (strange.length) throw new Error(say("no_word", { words: strange.slice(0, 5).join(", ") }));
  const joined = found.join(" ").replace(/([0-9]) (?=[0-9])/g, "$1");
  const shape = /^(\d{3})((?: [a-z]+)*) (\d{3})(\d{3})$/;
  const parts = shape.exec(joined) || shape.exec(`${joined.slice(0, 3)} ${joined.slice(3)}`);
  if (!parts) throw new Error(say("no_code"));
  const said = parts[2].split(" ").filter(Boolean).map((word) => places.get(word));
  const whole = said.length <= MOST_WORDS && said[said.length - 1] !== 0;
  const right = whole && sumsOf(said).join() === [Number(parts[3]), Number(parts[4])].join();
  if (Number(parts[1]) !== form.key[0]) throw new Error(say(right ? "code_damaged" : "code_foreign", { first: parts[1] }));
  if (!right) throw new Error(say("code_damaged"));
  return answersIn(said);
}

function answersIn(said) {
  let left = said.reduceRight((sum, place) => sum * PRIME + BigInt(place), 0n);
  const take = (base) => {
    const digit = left % BigInt(base);
    left /= BigInt(base);
    return Number(digit);
  };
  const read = (item) => {
    const ids = item.options.map((option) => option.id);
    if (item.type === "multiple") {
      const ticked = ids.filter(() => take(2));
      return ticked.length ? ticked : undefined;
    }
    if (ids.length) return ids[take(ids.length + 1) - 1];
    if (item.type === "number") {
      let signs = "";
      for (let sign = take(15); sign; sign = take(15)) signs += SIGNS[sign - 1];
      return signs ? Number(signs) : undefined;
    }
    if (item.type === "date") {
      const day = take(LAST_DAY + 1);
      return day ? dayText(day) : undefined;
    }
    return item.told && take(2) ? say("not_in_the_code") : undefined;
  };
  const { given } = course((item) => {
    const value = read(item);
    if (value !== undefined && !takes(item, value)) throw new Error(say("code_damaged"));
    return value;
  });
  if (left > 0n) throw new Error(say("code_damaged"));
  return { answers: given, notes: {}, skipped: [] };
}
