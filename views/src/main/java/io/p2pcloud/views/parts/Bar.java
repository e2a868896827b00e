package io.p2pcloud.views.parts;

import io.p2pcloud.views.common.Tone;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/// A thin bar of segments.
public final class Bar extends Region {
    private static final double ARC = 6;
    private List<Segment> segments = List.of();

    /// @param share of the whole, 0 to 1
    public record Segment(double share, Tone tone) {}

    public Bar(double height, Segment... segments) {
        getStyleClass().add("bar-track");
        setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
        Ui.high(this, height);
        setMinWidth(0);
        var clip = new Rectangle();
        clip.setArcWidth(ARC);
        clip.setArcHeight(ARC);
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        set(List.of(segments));
    }

    public static Bar of(double height, double share, Tone tone) {
        return new Bar(height, new Segment(Math.clamp(share, 0, 1), tone));
    }

    public void set(List<Segment> next) {
        segments = List.copyOf(next);
        getChildren()
                .setAll(
                        segments.stream()
                                .map(it -> Ui.styled(new Region(), "seg", it.tone().style()))
                                .toList());
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double x = 0;
        for (int i = 0; i < segments.size(); i++) {
            double width = Math.round(getWidth() * segments.get(i).share());
            double seam = i < segments.size() - 1 ? 1 : 0;
            getChildren().get(i).resizeRelocate(x, 0, Math.max(0, width - seam), getHeight());
            x += width;
        }
    }
}
