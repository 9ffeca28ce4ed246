package dev.sommelier.ui.part;

/// Lets the browser tests draw a plot without a page that has one.
public final class PlotFigures {
    private PlotFigures() {}

    public static String json(Plot plot) {
        return PlotJson.of(plot)
                .put("tableIs", "Show the figures")
                .put("nothing", "No figures yet")
                .toString();
    }
}
