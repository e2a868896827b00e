package io.p2pcloud.views.parts;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/// The application's icon as shapes: the paths of `icons/p2pcloud.svg`, 64 units wide.
public final class BrandIcon {
    private static final double UNITS = 64;
    private static final String TILE =
            "M14 0h36a14 14 0 0 1 14 14v36a14 14 0 0 1-14 14H14A14 14 0 0 1 0 50V14A14 14 0 0 1 14 0z";
    private static final String SHIELD =
            "M32 8 L54 16 V32 C54 44 44 52 32 56 C20 52 10 44 10 32 V16 Z"
                    + " M20 20 H44 V28 H20 Z M20 36 H44 V44 H20 Z";

    private BrandIcon() {}

    public static Node of(double size) {
        var tile = new SVGPath();
        tile.setContent(TILE);
        tile.getStyleClass().add("brand-tile");
        var shield = new SVGPath();
        shield.setContent(SHIELD);
        shield.setFillRule(FillRule.EVEN_ODD);
        shield.getStyleClass().add("brand-shield");
        var shapes = new Group(tile, shield);
        shapes.getTransforms().add(new Scale(size / UNITS, size / UNITS));
        return new Group(shapes);
    }
}
