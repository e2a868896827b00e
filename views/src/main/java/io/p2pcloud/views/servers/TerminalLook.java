package io.p2pcloud.views.servers;

import com.techsenger.jeditermfx.core.Color;
import com.techsenger.jeditermfx.core.TerminalColor;
import com.techsenger.jeditermfx.core.TextStyle;
import com.techsenger.jeditermfx.core.emulator.ColorPalette;
import com.techsenger.jeditermfx.ui.settings.DefaultSettingsProvider;
import io.p2pcloud.views.parts.Fonts;
import java.util.Objects;
import javafx.scene.text.Font;

/// The terminal's colours and type: dark in both themes, with sixteen colours that keep a contrast
/// of at least 4.5 on its ground.
final class TerminalLook extends DefaultSettingsProvider {
    private static final float SIZE = 13;
    private static final int GROUND = 0x12151b;
    private static final int TEXT = 0xcfd5de;
    private static final int SELECTED = 0x39417f;
    private static final int[] COLORS = {
        0x3a4250, 0xf38b83, 0x6fd3a2, 0xe5bd6b, 0x93a4ff, 0xd9a1f0, 0x74cfdc, 0xcfd5de,
        0x7d8796, 0xff9f97, 0x86e6b6, 0xf4d084, 0xaab7ff, 0xe7b8fa, 0x8fe2ee, 0xffffff
    };

    @Override
    public Font getTerminalFont() {
        return Font.font(Fonts.MONO, SIZE);
    }

    @Override
    public float getTerminalFontSize() {
        return SIZE;
    }

    @Override
    public TerminalColor getDefaultForeground() {
        return Objects.requireNonNull(TerminalColor.fromColor(new Color(TEXT)));
    }

    @Override
    public TerminalColor getDefaultBackground() {
        return Objects.requireNonNull(TerminalColor.fromColor(new Color(GROUND)));
    }

    /// What is drawn before the first reset; the widget still asks for it.
    @Override
    @SuppressWarnings("deprecation") // its replacement is not asked for at the start
    public TextStyle getDefaultStyle() {
        return new TextStyle(getDefaultForeground(), getDefaultBackground());
    }

    @Override
    public TextStyle getSelectionColor() {
        return new TextStyle(TerminalColor.WHITE, TerminalColor.fromColor(new Color(SELECTED)));
    }

    @Override
    public boolean useInverseSelectionColor() {
        return false;
    }

    @Override
    public boolean audibleBell() {
        return false;
    }

    @Override
    public ColorPalette getTerminalColorPalette() {
        return new ColorPalette() {
            @Override
            protected Color getForegroundByColorIndex(int index) {
                return new Color(COLORS[index]);
            }

            @Override
            protected Color getBackgroundByColorIndex(int index) {
                return new Color(COLORS[index]);
            }
        };
    }
}
