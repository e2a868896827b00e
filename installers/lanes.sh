# shellcheck shell=bash
# The lanes of ./test and .ci/run. To be sourced after setup.sh.

: "${root:?}" "${cache:?}"
failed=()

# lane NAME FUNCTION: runs it; a failure is remembered, and the other lanes still run.
lane() {
    local started=$SECONDS
    say "=== $1"
    if "$2"; then
        say "=== $1: passed in $((SECONDS - started)) s"
    else
        failed+=("$1")
        say "=== $1: FAILED after $((SECONDS - started)) s"
    fi
}

# Every shell script of the project.
check_scripts() {
    local scripts=() file
    while read -r -d '' file; do
        scripts+=("$file")
    done < <(cd "$root" && find . \( -name target -o -name node_modules -o -name .git \) -prune \
        -o -type f -exec grep -lZE -m 1 '^(#!/bin/(ba)?sh|# shellcheck shell=)' {} + \
        | grep -zv '\.java$')
    (cd "$root" && shellcheck -x "${scripts[@]}" >&2)
}

# The contract's own tests, written in Solidity.
test_contract() {
    if [ ! -x "$root/services/contracts/forge-test" ]; then
        say "services/contracts/forge-test is missing"
        return 1
    fi
    "$root/services/contracts/forge-test" < /dev/null >&2
}

# 100,000 random acts on it, and many more runs of each fuzz test.
test_contract_long() {
    "$root/services/contracts/forge-test" --long < /dev/null >&2
}

# maven_tests LOG ARGUMENT...: all modules, however many fail. Progress is one line a test class.
maven_tests() {
    local log=$root/target/$1.log status=0
    shift
    mkdir -p "$root/target"
    (cd "$root" && timeout "${LANE_SECONDS:-14400}" mvn -B -ntp --fail-at-end "$@" -Dp2pcloud.require.tools=true < /dev/null 2>&1) \
        | tee "$log" \
        | sed -un -e 's/^\[INFO\] Building \([^ ]*\) [^ ]* *\(\[[0-9/]*\]\)$/\2 \1/p' \
            -e '/Tests run:.*Time elapsed/p' -e '/^\[ERROR\]/p' -e '/^\[WARNING\].*\.java:/p' >&2 \
        || status=$?
    if [ $status -eq 124 ] && [ -n "${LANE_SECONDS:-}" ]; then
        say "its time is over: what had not run is left out; the whole log is in $log"
        return 0
    fi
    [ $status -eq 0 ] || say "the whole log is in $log"
    return $status
}

test_java() {
    find "$root" -path '*/surefire-reports/*' -type f -delete
    maven_tests test verify
}

# draw_pictures FOLDER NAME: the window's pages with this in their name, all when it is empty.
draw_pictures() {
    say "Drawing the pages of the window (some minutes)"
    maven "$root/target/pictures.log" -pl views -am -Dtest=PicturesTest \
        -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip=true \
        "-Dp2pcloud.pictures=$1" "-Dp2pcloud.pictures.of=$2" test \
        || give_up "they could not be drawn: see $root/target/pictures.log"
    say "The pictures are in $1."
}

# Every base image, and the firmware of confidential machines, for the tests with the tag `long`.
build_long_guests() {
    "$root/services/guest/build" --image all "$cache/guest" < /dev/null >&2 || return 1
    say "making the firmware of confidential machines (some minutes, once)"
    P2PCLOUD_FIRMWARE=$("$root/services/guest/firmware/build" "$cache/guest/firmware" < /dev/null) || return 1
    export P2PCLOUD_FIRMWARE
}

# Only the tests with the tag `long`, in what time is left.
test_java_long() {
    maven_tests test-long verify -Dgroups=long -Dtest.groups.excluded= -Dspotless.check.skip=true \
        -Dsurefire.failIfNoSpecifiedTests=false -Dsurefire.reportNameSuffix=long
}

# Two minutes of search, from the corpus and a fixed seed on, for inputs that a reader of evidence
# does not bear. What it finds lies beside the corpus afterwards, and belongs there once mended.
test_fuzz() {
    local module=services/attestation corpus target
    rm -rf "$root/$module/.cifuzz-corpus"
    for corpus in "$root/$module"/src/test/resources/io/p2pcloud/attestation/EvidenceFuzzTestInputs/*; do
        target=${corpus##*/}
        say "searching in $target"
        JAZZER_FUZZ=1 maven_tests "fuzz-$target" test -pl $module -am -Dspotless.check.skip=true \
            "-Dtest=EvidenceFuzzTest#$target" -Dsurefire.failIfNoSpecifiedTests=false \
            -Djazzer.hooks=true -Djazzer.max_duration="${FUZZ_DURATION:-2m}" \
            -Djazzer.internal.arg.0=jazzer -Djazzer.internal.arg.1=-seed=20261128 || return 1
        grep -aE '^Done [0-9]+ runs' "$root/target/fuzz-$target.log" >&2 || {
            say "it did not search: see $root/target/fuzz-$target.log"
            return 1
        }
    done
}

# The jars of two builds from empty folders, byte by byte.
check_same_bytes() {
    local one=$root/target/same-bytes/one two=$root/target/same-bytes/two build
    rm -rf "$root/target/same-bytes"
    for build in "$one" "$two"; do
        mkdir -p "$build"
        (cd "$root" && find . \( -name target -o -name node_modules -o -name .git \) -prune \
            -o -type f -print0 | tar -c --null --files-from=-) | tar -x -C "$build"
        (cd "$build" && mvn -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip=true -pl app -am package \
            < /dev/null >&2) || return 1
        (cd "$build/app/target" && find . -name '*.jar' -print0 | sort -z | xargs -0 sha256sum) \
            > "$build.sums"
    done
    diff "$one.sums" "$two.sums" >&2 || return 1
    say "both builds gave the same $(wc -l < "$one.sums") jars"
    rm -rf "$root/target/same-bytes"
}

# The boot bundle with every base image, from empty folders; its name is the digest of all digests.
check_same_bundle() {
    local one=$root/target/same-bundle/one two=$root/target/same-bundle/two build
    rm -rf "$root/target/same-bundle"
    for build in "$one" "$two"; do
        "$root/services/guest/build" --image all "$build" < /dev/null >&2 || return 1
    done
    diff "$one/current/bundle.json" "$two/current/bundle.json" >&2 || return 1
    say "both builds gave the bundle $(readlink "$one/current")"
    rm -rf "$root/target/same-bundle"
}

# The runner's own figures of each module, then of all; fails when any lane did.
summary() {
    local file
    echo
    echo "Results:"
    for file in "$root"/target/test.log "$root"/target/test-long.log; do
        [ ! -f "$file" ] || sed -n 's/^\[[A-Z]*\] \(Building [^ ]*\) .*\[[0-9/]*\]$/\1/p
            /^\[[A-Z]*\] *Tests run: [0-9]*, Failures: [0-9]*, Errors: [0-9]*, Skipped: [0-9]*$/p' "$file" \
            | awk '/^Building/ { module = $2; next } { sub(/^\[[A-Z]*\] */, ""); print module ": " $0 }'
    done
    find "$root" -path '*/surefire-reports/TEST-*.xml' -exec sed -n '/<testsuite /,/>/p' {} + \
        | grep -oE ' (tests|failures|errors|skipped)="[0-9]+"' | tr -d ' "' \
        | awk -F = '{ sum[$1] += $2 }
            END { printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n",
                sum["tests"], sum["failures"], sum["errors"], sum["skipped"] }'
    if [ ${#failed[@]} -gt 0 ]; then
        echo "FAILED: ${failed[*]}"
        return 1
    fi
}
