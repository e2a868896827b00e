package io.p2pcloud.views.parts;

import javafx.beans.InvalidationListener;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.layout.Region;

/// A page's body and its side panel: beside it in a wide window, beneath it in a narrow one.
public final class Beside extends Region {
    /// The window's width below which panels move beneath and the sidebar shrinks.
    public static final double WIDE = 1100;

    private final Region body;
    private final Region side;
    private final double sideWidth;
    private final double gap;

    public Beside(Region body, Region side, double sideWidth, double gap) {
        this.body = body;
        this.side = side;
        this.sideWidth = sideWidth;
        this.gap = gap;
        getChildren().addAll(body, side);
        setMinWidth(0);
        InvalidationListener resized = _ -> requestLayout();
        sceneProperty()
                .addListener((_, before, scene) -> {
                    if (before != null) {
                        before.widthProperty().removeListener(resized);
                    }
                    if (scene != null) {
                        scene.widthProperty().addListener(resized);
                    }
                });
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return body.prefWidth(-1) + gap + sideWidth;
    }

    @Override
    protected double computeMinHeight(double width) {
        return height(width, false);
    }

    @Override
    protected double computePrefHeight(double width) {
        return height(width, true);
    }

    @Override
    protected double computeMaxHeight(double width) {
        return Double.MAX_VALUE;
    }

    private double height(double width, boolean preferred) {
        double all = width < 0 ? computePrefWidth(-1) : width;
        if (isWide()) {
            double left = Math.max(0, all - gap - sideWidth);
            return Math.max(of(body, left, preferred), of(side, sideWidth, preferred));
        }
        return of(body, all, true) + gap + of(side, all, true);
    }

    private static double of(Region region, double width, boolean preferred) {
        return preferred ? region.prefHeight(width) : region.minHeight(width);
    }

    private boolean isWide() {
        return getScene() == null || getScene().getWidth() >= WIDE;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        if (isWide()) {
            double left = Math.max(0, width - gap - sideWidth);
            layoutInArea(
                    body, 0, 0, left, height, 0, Insets.EMPTY, true, true, HPos.LEFT, VPos.TOP);
            layoutInArea(
                    side,
                    left + gap,
                    0,
                    sideWidth,
                    height,
                    0,
                    Insets.EMPTY,
                    true,
                    true,
                    HPos.LEFT,
                    VPos.TOP);
        } else {
            double beneath = of(side, width, true);
            double above = Math.max(0, height - gap - beneath);
            layoutInArea(
                    body, 0, 0, width, above, 0, Insets.EMPTY, true, true, HPos.LEFT, VPos.TOP);
            layoutInArea(
                    side,
                    0,
                    above + gap,
                    width,
                    beneath,
                    0,
                    Insets.EMPTY,
                    true,
                    true,
                    HPos.LEFT,
                    VPos.TOP);
        }
    }
}
