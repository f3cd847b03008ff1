#!/bin/sh
# Builds the wheel, installs it in an environment of its own, and runs the tests on it in a folder
# that holds the tests and the data they use, but none of the packages' sources.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python="$work/venv/bin/python"
pip="-m pip -qq --disable-pip-version-check"

echo "Building the wheel ..."
"${PYTHON:-python3}" -m venv "$work/venv"
$python $pip install "pip==${PIP_VERSION:-26.3}"
$python $pip wheel --no-deps --build-constraint "$root/constraints/base.txt" \
    --wheel-dir "$work" "$root"
$python $pip install -c "$root/constraints/base.txt" "$work"/pincite-*.whl
$python "$root/tests/packaging/check_wheel.py" "$work"/pincite-*.whl

echo "Testing it with the sources away ..."
cd "$root"
mkdir "$work/away"
tar --exclude='*/pincite' --exclude='__pycache__' --exclude='./.[!.]*' \
    --exclude='./build' --exclude='./dist' --exclude='./runs' -cf - . |
    tar -xf - -C "$work/away"
cd "$work/away"
$python $pip install -c constraints/base.txt --group dev
$python -m pytest -q tests
