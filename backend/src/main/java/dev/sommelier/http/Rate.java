package dev.sommelier.http;

/// How fast one client may send.
///
/// @param perSecond requests a second, 0 to a million; 0 for no limit
/// @param burst requests that may come at once before the rate counts, 1 or more
record Rate(double perSecond, int burst) {

    static final String PER_SECOND_RULE = "0 to 1000000";
    static final String BURST_RULE = "1 or more";

    static boolean allowed(double perSecond) {
        return perSecond >= 0 && perSecond <= 1e6;
    }

    static boolean allowed(int burst) {
        return burst >= 1;
    }
}
