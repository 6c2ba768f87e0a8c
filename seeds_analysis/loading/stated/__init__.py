"""What a text states about itself: dates, byline, dateline, credits."""
