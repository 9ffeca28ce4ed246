package dev.sommelier.system;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;

/// A screen on which the page has to look right.
enum Look {
    LIGHT,
    DARK,
    PHONE;

    NewContextOptions context() {
        var context = new NewContextOptions().setLocale("en-GB");
        return switch (this) {
            case LIGHT -> context.setViewportSize(1280, 900).setColorScheme(ColorScheme.LIGHT);
            case DARK -> context.setViewportSize(1280, 900).setColorScheme(ColorScheme.DARK);
            case PHONE ->
                context.setViewportSize(390, 844)
                        .setDeviceScaleFactor(2)
                        .setIsMobile(true)
                        .setHasTouch(true);
        };
    }
}
