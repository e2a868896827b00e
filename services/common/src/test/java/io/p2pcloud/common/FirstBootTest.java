package io.p2pcloud.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstBootTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "Ada", "1a", "-a", "a b", "a\nb", "a:b", "ä"})
    void refusesWhatIsNoUsersName(String name) {
        assertThatThrownBy(() -> new FirstBoot(List.of(name), List.of(), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user's name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Git", "-y", "git vim", "git=1.0", "git/sid", "../x", "git\n"})
    void refusesWhatIsNoPackagesName(String name) {
        assertThatThrownBy(() -> new FirstBoot(List.of(), List.of(name), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("package's name");
    }

    @Test
    void refusesRootNamesTwiceAndTooMany() {
        assertThatThrownBy(() -> new FirstBoot(List.of("root"), List.of(), ""))
                .hasMessageContaining("root");
        assertThatThrownBy(() -> new FirstBoot(List.of("ada", "ada"), List.of(), ""))
                .hasMessage("ada is named twice.");
        var many = IntStream.range(0, 17).mapToObj(i -> "u" + i).toList();
        assertThatThrownBy(() -> new FirstBoot(many, List.of(), ""))
                .hasMessage("A server can begin with 16 users; these are 17.");
    }

    @Test
    void refusesAScriptThatIsTooLongOrThatNothingCouldRun() {
        assertThatThrownBy(() -> FirstBoot.script("#!" + "ä".repeat(10_240)))
                .hasMessage("A start-up script may have 20 KiB; this one has 20482 bytes.");
        assertThatThrownBy(() -> FirstBoot.script("echo hello")).hasMessageContaining("#!");
    }

    @Test
    void takesWhatDebianCallsItsPackages() {
        assertThat(new FirstBoot(List.of(), List.of("g++", "0ad", "libc6.1-dev"), "").packages())
                .hasSize(3);
    }
}
