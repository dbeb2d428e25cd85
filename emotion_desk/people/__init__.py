"""Who is who: gallery, enrolment, matching."""
