package dev.sommelier.load.result;

/// What was asked. Rates, percentiles and goodput are those of [#PHOTO] alone; errors count in each.
public enum Kind {
    PHOTO("POST /predict"),
    BAD("POST /predict, bad input"),
    BATCH("POST /predict/batch"),
    HEALTH("GET /health");

    private final String request;

    Kind(String request) {
        this.request = request;
    }

    /// Its name in Gatling's report.
    public String request() {
        return request;
    }
}
